"""The plan beyond single tasks: yearly contents, dependencies, milestones, money, tasks for many units, calendars."""
