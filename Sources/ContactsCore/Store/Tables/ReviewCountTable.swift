/// How often people kept, changed or refused what was suggested.
struct ReviewCountTable {
  let database: any Database

  /// Counts one decision; what a person typed without a suggestion, has not looked at, or could not keep is none.
  func add(_ provenance: FieldProvenance, at now: Timestamp) throws(StoreError) {
    switch provenance.review {
    case .unreviewed, .unused: return
    case .accepted, .edited, .rejected: if provenance.origin == .manual { return }
    }
    try database.execute(
      """
      INSERT INTO review_counts (day, field, origin, model, prompt_version, review, count)
      VALUES (\(now.local.date.dayNumber), \(provenance.field.rawValue),
        \(provenance.origin.rawValue), \(provenance.model ?? ""),
        \(provenance.promptVersion ?? ""), \(provenance.review.rawValue), 1)
      ON CONFLICT (day, field, origin, model, prompt_version, review)
      DO UPDATE SET count = review_counts.count + 1
      """)
  }

  /// Decisions of these days, by who suggested and which field, in the fields' order.
  func acceptance(from first: CivilDate?, to last: CivilDate?) throws(StoreError) -> [Acceptance] {
    var conditions: [SQL] = []
    if let first { conditions.append("day >= \(first.dayNumber)") }
    if let last { conditions.append("day <= \(last.dayNumber)") }
    func sum(_ review: FieldProvenance.Review) -> SQL {
      "sum(CASE WHEN review = \(review.rawValue) THEN count ELSE 0 END)"
    }
    let rows = try database.rows(
      """
      SELECT field, origin, model, prompt_version, \(sum(.accepted)), \(sum(.edited)),
        \(sum(.rejected))
      FROM review_counts WHERE \(SQL.all(conditions))
      GROUP BY field, origin, model, prompt_version ORDER BY origin, model, prompt_version
      """
    ) { (row) throws(StoreError) in
      let model = try row.text(2)
      let prompt = try row.text(3)
      return Acceptance(
        field: try row.choice(0, of: ExtractedField.self),
        origin: try row.choice(1, of: FieldOrigin.self), model: model.isEmpty ? nil : model,
        promptVersion: prompt.isEmpty ? nil : prompt, accepted: try row.int(4),
        edited: try row.int(5), rejected: try row.int(6))
    }
    // One list a model and prompt, each in the order of the form.
    let order = Dictionary(
      uniqueKeysWithValues: ExtractedField.allCases.enumerated().map { ($1, $0) })
    return rows.enumerated().sorted { left, right in
      let (first, second) = (left.element, right.element)
      if first.origin != second.origin || first.model != second.model
        || first.promptVersion != second.promptVersion
      {
        return left.offset < right.offset
      }
      return order[first.field] ?? 0 < order[second.field] ?? 0
    }.map(\.element)
  }
}
