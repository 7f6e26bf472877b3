internal import ContactsCore
internal import Extraction

/// `docs/extracao.md`: what is measured, the scores of the rules, and those of the model last tried.
///
/// The part between two markers is replaced, and the rest of the page is kept: the rules are scored more often than a model.
public struct Report: Sendable {
  public enum Part: String, Sendable {
    case rules = "regras"
    case model = "ia"
  }

  public private(set) var text: String

  public init(_ text: String) {
    self.text = text
  }

  public func lines(of part: Part) -> [String]? {
    guard let range = range(of: part) else { return nil }
    return Array(text.split(separator: "\n", omittingEmptySubsequences: false)[range]).map(
      String.init)
  }

  /// Puts new lines between the markers of a part; false when the page has no such markers.
  public mutating func replace(_ part: Part, with lines: [String]) -> Bool {
    guard let range = range(of: part) else { return false }
    var all = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    all.replaceSubrange(range, with: lines)
    text = all.joined(separator: "\n")
    return true
  }

  private func range(of part: Part) -> Range<Int>? {
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = all.firstIndex(of: "<!-- \(part.rawValue) -->"),
      let end = all[start...].firstIndex(of: "<!-- fim -->")
    else { return nil }
    return start + 1..<end
  }

  /// The rules' scores, one table a file.
  public static func rules(_ files: [(name: String, notes: [GoldNote])]) -> [String] {
    files.flatMap { file in
      var scorer = Scorer()
      for note in file.notes {
        guard let context = note.context else { continue }
        scorer.add(note, Recognisers.extract(note.texto, in: context).fields)
      }
      return section(file.name, scorer)
    } + [""]
  }

  public static func section(_ name: String, _ scorer: Scorer) -> [String] {
    ["", "### \(name).jsonl: \(scorer.notes) notas", ""] + ScoreTable(scorer).lines
  }
}
