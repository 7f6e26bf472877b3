extension Migration {
  /// **Atendimentos** in the order of what happened: texts of other years may be registered today.
  static let workByTime = Migration(
    name: "0014_work_by_time",
    script: """
      DROP INDEX interactions_by_state;
      CREATE INDEX interactions_by_state ON interactions (state, occurred_at, id)
        WHERE state <> 'encerrado';
      DROP INDEX interactions_by_assignee;
      CREATE INDEX interactions_by_assignee ON interactions (assigned_to, occurred_at, id);
      """)
}
