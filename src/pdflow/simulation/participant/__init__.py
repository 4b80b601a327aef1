"""One participant's year: training, visits, check-ins, coaching, absence, and remedies of refusals."""
