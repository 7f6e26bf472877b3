import ContactsCore
import Evaluation
import Extraction
import FoundationEssentials
import Glibc

/// Scores extraction on the invented notes of `data/notas/`, and keeps the tables in `docs/extracao.md`.
///
///     eval NOTES PAGE [--details FIELD] [--model NAME [--limit N]]
///
/// NOTES is the folder of `tune.jsonl` and `check.jsonl`. Without `--model` the rules are scored, alone. Of the check
/// file nothing but totals is ever printed: rules tuned on its notes could no longer be checked by them.
@main
struct Eval {
  static func main() async throws {
    let arguments = try Arguments(CommandLine.arguments.dropFirst())
    let files = try ["tune", "check"].map { name in
      (name: name, notes: try GoldNote.all(in: "\(arguments.notes)/\(name).jsonl"))
    }
    var report = Report(try String(contentsOf: URL(filePath: arguments.page), encoding: .utf8))
    if let field = arguments.details {
      list(field, in: files[0].notes)
      return
    }
    let lines: [String]
    if let model = arguments.model {
      lines = await ModelRun(model: model, limit: arguments.limit).lines(for: files)
    } else {
      lines = Report.rules(files)
      print("Tempo das regras:\n\(RulesTiming.lines(for: files.flatMap(\.notes)))\n")
    }
    print(lines.joined(separator: "\n"))
    guard report.replace(arguments.model == nil ? .rules : .model, with: lines) else {
      throw EvaluationFailure("\(arguments.page) has no place for the tables")
    }
    try report.text.write(to: URL(filePath: arguments.page), atomically: true, encoding: .utf8)
  }

  /// The notes of the tune file where a field came out otherwise than marked.
  private static func list(_ field: ScoredField, in notes: [GoldNote]) {
    var scorer = Scorer()
    for note in notes {
      guard let context = note.context else { continue }
      scorer.add(note, Recognisers.extract(note.texto, in: context).fields)
    }
    for miss in scorer.misses[field] ?? [] {
      print("\(miss.note.id): wanted \(miss.wanted), given \(miss.given)\n    \(miss.note.texto)\n")
    }
  }
}

struct Arguments {
  let notes: String
  let page: String
  private(set) var details: ScoredField?
  private(set) var model: String?
  /// Notes of each file that a model is tried on.
  private(set) var limit = Int.max

  init(_ words: ArraySlice<String>) throws {
    var words = words
    guard let notes = words.popFirst(), let page = words.popFirst() else {
      throw EvaluationFailure(Arguments.usage)
    }
    self.notes = notes
    self.page = page
    while let option = words.popFirst() {
      guard let value = words.popFirst() else { throw EvaluationFailure(Arguments.usage) }
      switch option {
      case "--details":
        details = ScoredField.allCases.first { folded($0.rawValue) == folded(value) }
        guard details != nil else { throw EvaluationFailure("\(value) is no field") }
      case "--model": model = value
      case "--limit":
        guard let count = Int(value), count > 0 else { throw EvaluationFailure(Arguments.usage) }
        limit = count
      default: throw EvaluationFailure(Arguments.usage)
      }
    }
  }

  private static let usage = "usage: eval NOTES PAGE [--details FIELD] [--model NAME [--limit N]]"
}

struct EvaluationFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
