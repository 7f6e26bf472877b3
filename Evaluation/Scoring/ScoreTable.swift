/// The scores of one file of notes as a table of Markdown, the same for the same notes and rules.
public struct ScoreTable: Sendable {
  private let scorer: Scorer

  public init(_ scorer: Scorer) {
    self.scorer = scorer
  }

  public var lines: [String] {
    let heading = [
      "| campo | precisão | cobertura | F1 | certos | errados | faltam | inventados | notas com invenção | trechos certos |",
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    return heading
      + ScoredField.allCases.map { field in
        let score = scorer.scores[field] ?? FieldScore()
        let cells = [
          field.rawValue, ScoreTable.decimal(score.precision), ScoreTable.decimal(score.recall),
          ScoreTable.decimal(score.f1), "\(score.right)", "\(score.wrong)", "\(score.missed)",
          "\(score.invented)",
          ScoreTable.percent(score.notesWithInvention, of: scorer.notes),
          "\(score.right - score.misplaced) de \(score.right)",
        ]
        return "| \(cells.joined(separator: " | ")) |"
      }
  }

  /// `0,973`, cut and never rounded up: a promise of 0,97 is not kept by 0,9695.
  static func decimal(_ share: Double) -> String {
    let thousandths = Int(share * 1000 + 1e-9)
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000),\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }

  static func percent(_ part: Int, of whole: Int) -> String {
    let tenths = whole == 0 ? 0 : (part * 1000 + whole / 2) / whole
    return "\(tenths / 10),\(tenths % 10) %"
  }
}
