"""The parts of `BackupAlerts`, each declared under it."""
