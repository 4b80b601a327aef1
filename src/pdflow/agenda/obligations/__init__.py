"""Obligations, one file for each kind of duty: when it is owed, by whom, until when, and which command discharges it.

``obligation`` defines what an obligation is. ``participation``, ``engagement`` and ``cadre`` list which of them may be
owed in each aggregate, in the order of an agenda.

- Around training: ``coach_assignment``, ``baselines``, ``training_sessions``, ``make_ups`` of sessions missed,
  ``evaluations``
- At the workplace: ``support_start``, ``first_follow_up`` (after 28 days), ``commitments``, ``support_requests``,
  ``visits``, ``observations``, ``debriefs``, ``check_ins``, ``action_steps``, ``leaves``
- Coaching: ``growth_areas``, ``coaching_sessions``
- In an engagement: ``milestones``, ``tasks``, ``protected_time``, ``revisits``, ``sharings``,
  ``touch_points`` (every 90 days), ``partnership_reviews``, ``follow_up_strategies``
- Outcomes and trainers: ``measurement``, ``clearances``
- Shared: ``cadence``, ``cycle_sessions``, ``owners``
"""
