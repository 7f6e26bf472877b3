/// What an extraction found in a text, until a person has decided on it.
struct SuggestionTable {
  let database: any Database

  struct Suggestion {
    var position = 0
    var value: FieldValue
    /// As it stands, or would stand, in the interaction's provenance.
    var provenance: FieldProvenance
    var isGrounded: Bool
    /// Where it stands in the interaction's provenance; nil until it is in the record.
    var provenancePosition: Int?
  }

  func replace(_ suggestions: [Suggestion], of interaction: Int64) throws(StoreError) {
    try removeAll(of: interaction)
    for (position, suggestion) in suggestions.enumerated() {
      let stored = suggestion.value.stored
      let provenance = suggestion.provenance
      try database.execute(
        """
        INSERT INTO suggestions (interaction_id, position, field, value, detail, origin, model,
          model_digest, prompt_version, span_start, span_end, grounded, provenance_position)
        VALUES (\(interaction), \(position), \(suggestion.value.field.rawValue), \(stored.value),
          \(stored.detail), \(provenance.origin.rawValue), \(provenance.model),
          \(provenance.modelDigest), \(provenance.promptVersion), \(provenance.span?.lowerBound),
          \(provenance.span?.upperBound), \(suggestion.isGrounded ? 1 : 0),
          \(suggestion.provenancePosition))
        """)
    }
  }

  func all(of interaction: Int64) throws(StoreError) -> [Suggestion] {
    try database.rows(
      """
      SELECT position, field, value, detail, origin, model, model_digest, prompt_version,
        span_start, span_end, grounded, provenance_position
      FROM suggestions WHERE interaction_id = \(interaction) ORDER BY position
      """
    ) { (row) throws(StoreError) in
      let field = try row.choice(1, of: ExtractedField.self)
      guard let value = FieldValue(field, stored: try row.text(2), detail: try row.optionalText(3))
      else { throw StoreError(.corrupt, detail: "unreadable suggestion") }
      var span: Range<Int>?
      if let start = try row.optionalInt(8), let end = try row.optionalInt(9), start <= end {
        span = start..<end
      }
      return Suggestion(
        position: try row.int(0), value: value,
        provenance: FieldProvenance(
          field: field, origin: try row.choice(4, of: FieldOrigin.self),
          model: try row.optionalText(5), modelDigest: try row.optionalText(6),
          promptVersion: try row.optionalText(7), span: span, review: .unreviewed),
        isGrounded: try row.integer(10) != 0, provenancePosition: try row.optionalInt(11))
    }
  }

  func remove(_ position: Int, of interaction: Int64) throws(StoreError) {
    try database.execute(
      "DELETE FROM suggestions WHERE interaction_id = \(interaction) AND position = \(position)")
  }

  func removeAll(of interaction: Int64) throws(StoreError) {
    try database.execute("DELETE FROM suggestions WHERE interaction_id = \(interaction)")
  }
}
