"""The clinics on one map: the base that stays, and the pins that change."""
