import ContactsCore
import Evaluation
import Extraction
import Testing

@Suite("Recognisers: scores on the invented notes")
struct RecognisersCorpusTests {
  /// The tune file was looked at while the rules were written; the check file only for its totals.
  @Test(arguments: ["tune", "check"])
  func `every field reaches its threshold`(file: String) throws {
    let thresholds: [(ScoredField, Double)] = [
      (.name, 0.85), (.phone, 0.95), (.phones, 0.97), (.emails, 0.98), (.cpf, 0.99),
      (.reason, 0.75), (.urgency, 0.75), (.day, 0.85), (.city, 0.85), (.state, 0.80),
    ]
    let scorer = try scorer(of: file)
    for (field, threshold) in thresholds {
      let score = try #require(scorer.scores[field])
      #expect(score.f1 >= threshold, "\(field.rawValue) on \(file)")
    }
  }

  @Test(arguments: ["tune", "check"])
  func `telephones, addresses and CPFs are invented in fewer than one note in a hundred`(
    file: String
  ) throws {
    let scorer = try scorer(of: file)
    for field in [ScoredField.phone, .phones, .emails, .cpf] {
      let score = try #require(scorer.scores[field])
      #expect(score.notesWithInvention * 100 < scorer.notes, "\(field.rawValue) on \(file)")
    }
  }

  @Test(arguments: ["tune", "check"])
  func `right values stand where a person marked them`(file: String) throws {
    let scorer = try scorer(of: file)
    for field in [ScoredField.name, .phones, .emails, .cpf, .day, .city] {
      #expect(scorer.scores[field]?.misplaced == 0, "\(field.rawValue) on \(file)")
    }
  }

  private func scorer(of file: String) throws -> Scorer {
    var scorer = Scorer()
    for note in try GoldNote.all(in: "\(projectFolder)/data/notas/\(file).jsonl") {
      let context = try #require(note.context)
      scorer.add(note, Recognisers.extract(note.texto, in: context).fields)
    }
    return scorer
  }
}

/// Where `Package.swift` is.
let projectFolder =
  "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
