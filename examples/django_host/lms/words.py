"""The words of this host in place of those of pdflow, where its forms offer names and not ids."""

WORDS = {
    "en": {
        "hint.Header.at": "When it happened, not when it is typed.",
        "hint.coach": "Who coaches; leave it out if nobody does yet.",
        "hint.given_by": "Who gave it.",
        "hint.manager": "The line manager, who may pause and transfer.",
        "hint.missed_by": "Who did not come.",
        "hint.observed_with": "Others who observed too.",
        "hint.person": "Who it is.",
        "hint.predecessor": "Who hands over.",
        "hint.site": "The school.",
        "hint.start": "When it begins.",
        "hint.successor": "Who takes over.",
    },
    "es": {
        "hint.Header.at": "Cuándo ocurrió, no cuándo se escribe.",
        "hint.coach": "Quién da el coaching; omítalo si todavía no hay nadie.",
        "hint.given_by": "Quién la dio.",
        "hint.manager": "Quién supervisa directamente, y puede pausar y trasladar.",
        "hint.missed_by": "Quién no vino.",
        "hint.observed_with": "Otras personas que también observaron.",
        "hint.person": "Quién es.",
        "hint.predecessor": "Quién deja la tarea.",
        "hint.site": "La escuela.",
        "hint.start": "Cuándo comienza.",
        "hint.successor": "Quién toma el relevo.",
    },
}
