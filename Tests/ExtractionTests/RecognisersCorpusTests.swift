import ContactsCore
import Evaluation
import Extraction
import FoundationEssentials
import TestSupport
import Testing

@Suite("Recognisers: scores on the invented notes")
struct RecognisersCorpusTests {
  /// Floors that hold what is reached; `docs/extracao.md` says how far each field is from its target.
  ///
  /// The tune file was looked at while the rules were written; the check file only for its totals. Notes that were
  /// written later and without the rules in view make the tune file the harder of the two in days.
  @Test(.disabled(if: Workload.isReduced), arguments: ["tune", "check"])
  func `no field falls below its floor`(file: String) throws {
    let floors: [(ScoredField, Double)] = [
      (.name, 0.87), (.phone, 0.94), (.phones, 0.95), (.emails, 0.95), (.cpf, 0.96),
      (.reason, 0.75), (.urgency, 0.85), (.day, file == "check" ? 0.85 : 0.84), (.city, 0.90),
      (.state, 0.90),
    ]
    let scorer = try scorer(of: file)
    for (field, floor) in floors {
      let score = try #require(scorer.scores[field])
      #expect(score.f1 >= floor, "\(field.rawValue) on \(file)")
    }
  }

  @Test(.disabled(if: Workload.isReduced), arguments: ["tune", "check"])
  func `telephones, addresses and CPFs are invented in fewer than one note in a hundred`(
    file: String
  ) throws {
    let scorer = try scorer(of: file)
    for field in [ScoredField.phone, .phones, .emails, .cpf] {
      let score = try #require(scorer.scores[field])
      #expect(score.notesWithInvention * 100 < scorer.notes, "\(field.rawValue) on \(file)")
    }
  }

  /// Where a value is said twice, a person may have marked the other place.
  @Test(.disabled(if: Workload.isReduced), arguments: ["tune", "check"])
  func `right values stand where a person marked them, in ninety-eight of a hundred`(file: String)
    throws
  {
    let scorer = try scorer(of: file)
    for field in [ScoredField.name, .phones, .emails, .cpf, .day, .city] {
      let score = try #require(scorer.scores[field])
      #expect(score.misplaced * 50 <= score.right, "\(field.rawValue) on \(file)")
    }
  }

  @Test(.disabled(if: Workload.isReduced))
  func `the page of results says what the rules score`() throws {
    let files = try ["tune", "check"].map { name in
      (name: name, notes: try GoldNote.all(in: "\(projectFolder)/data/notas/\(name).jsonl"))
    }
    let page = try String(
      contentsOf: URL(filePath: "\(projectFolder)/docs/extracao.md"), encoding: .utf8)
    #expect(Report(page).lines(of: .rules) == Report.rules(files), "run `make eval`")
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
