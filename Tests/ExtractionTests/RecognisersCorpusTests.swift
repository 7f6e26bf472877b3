import ContactsCore
import Extraction
import FoundationEssentials
import Testing

/// One invented note of `data/notas/` with what a careful person reads in it.
private struct GoldNote: Decodable {
  struct Value: Decodable {
    let valor: String
    let trecho: [Int]?
  }
  struct Fields: Decodable {
    let nome: Value?
    let telefones: [Value]
    let emails: [Value]
    let cpf: Value?
    let motivo: Value?
    let urgencia: Value?
    let data: Value?
    let cidade: Value?
    let uf: Value?
  }
  let id: String
  let texto: String
  let campos: Fields
}

private struct Score {
  var right = 0
  var wrong = 0
  var missed = 0
  /// Right values whose span lies elsewhere.
  var misplaced = 0

  var precision: Double { right + wrong == 0 ? 1 : Double(right) / Double(right + wrong) }
  var recall: Double { right + missed == 0 ? 1 : Double(right) / Double(right + missed) }
  var f1: Double {
    precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
  }
}

@Suite("Recognisers: scores on the invented notes")
struct RecognisersCorpusTests {
  /// The tune file was looked at while the rules were written; the check file only for its totals.
  @Test(arguments: ["tune", "check"])
  func `every field reaches its threshold`(file: String) throws {
    let thresholds = [
      ("nome", 0.85), ("telefone", 0.95), ("telefones", 0.97), ("emails", 0.98), ("cpf", 0.99),
      ("motivo", 0.75), ("urgencia", 0.75), ("data", 0.85), ("cidade", 0.85), ("uf", 0.80),
    ]
    let scores = try scores(of: file)
    for (field, threshold) in thresholds {
      let score = try #require(scores[field])
      print(
        "\(file) \(field): precision \(percent(score.precision)), recall \(percent(score.recall)),",
        "F1 \(percent(score.f1)), misplaced \(score.misplaced)")
      #expect(score.f1 >= threshold, "\(field) on \(file)")
    }
  }

  @Test(arguments: ["tune", "check"])
  func `no telephone, address or CPF is invented`(file: String) throws {
    for note in try notes(in: file) {
      let fields = extract(note.texto).fields
      let digits = String(note.texto.unicodeScalars.compactMap { folded(String($0)).first })
      for phone in fields.phones where phone.span == nil { Issue.record("\(note.id)") }
      if let cpf = fields.cpf, note.texto.contains(where: \.isNumber) {
        #expect(cpf.span != nil, "\(note.id)")
      }
      #expect(fields.phones.count <= digits.count, "\(note.id)")
      #expect(fields.emails.allSatisfy { $0.isGrounded && $0.span != nil }, "\(note.id)")
    }
  }

  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  private func notes(in file: String) throws -> [GoldNote] {
    let path = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let data = try Data(contentsOf: URL(filePath: "/\(path)/data/notas/\(file).jsonl"))
    return try String(decoding: data, as: UTF8.self).split(separator: "\n").map {
      try JSONDecoder().decode(GoldNote.self, from: Data($0.utf8))
    }
  }

  private func scores(of file: String) throws -> [String: Score] {
    var scores: [String: Score] = [:]
    for note in try notes(in: file) {
      let gold = note.campos
      let found = extract(note.texto).fields
      func count(
        _ field: String, _ wanted: [GoldNote.Value], _ given: [(String, Range<Int>?)],
        _ equal: (String, String) -> Bool = { folded($0) == folded($1) }
      ) {
        var score = scores[field] ?? Score()
        for (value, span) in given {
          guard let match = wanted.first(where: { equal($0.valor, value) }) else {
            score.wrong += 1
            continue
          }
          score.right += 1
          if let there = match.trecho, let span, !(there[0]..<there[1]).overlaps(span) {
            score.misplaced += 1
          }
        }
        score.missed += wanted.count { one in !given.contains { equal(one.valor, $0.0) } }
        scores[field] = score
      }
      count("nome", list(gold.nome), list(found.name.map { ($0.value, $0.span) }))
      let phones = found.phones.map { ($0.value.value, $0.span) }
      count("telefone", Array(gold.telefones.prefix(1)), Array(phones.prefix(1)))
      count("telefones", gold.telefones, phones)
      count("emails", gold.emails, found.emails.map { ($0.value.text, $0.span) })
      count("cpf", list(gold.cpf), list(found.cpf.map { ($0.value.digits, $0.span) }))
      count(
        "urgencia", list(gold.urgencia), list(found.urgency.map { ($0.value.rawValue, $0.span) }))
      count("cidade", list(gold.cidade), list(found.city.map { ($0.value, $0.span) }))
      count("uf", list(gold.uf), list(found.state.map { ($0.value.rawValue, $0.span) }))
      count("data", list(gold.data), list(found.date.map { ($0.value.iso8601, $0.span) })) {
        $0.prefix(10) == $1.prefix(10)
      }
      count(
        "motivo", list(gold.motivo), list(found.reason.map { ($0.value.text, $0.span) }), overlap)
    }
    return scores
  }

  private func list<Value>(_ value: Value?) -> [Value] { value.map { [$0] } ?? [] }

  /// Half of the weighty words of the shorter one stand in the other.
  private func overlap(_ left: String, _ right: String) -> Bool {
    let light: Set<String> = ["a", "o", "de", "do", "da", "em", "para", "e", "um", "uma"]
    let (one, other) = (
      Set(foldedWords(left)).subtracting(light), Set(foldedWords(right)).subtracting(light)
    )
    let shorter = min(one.count, other.count)
    return shorter > 0 && 2 * one.intersection(other).count >= shorter
  }
}
