import FoundationEssentials

@testable import ContactsCore

/// One line of `casos.jsonl` or `outras-frases.jsonl` in `data/mascaramento`: an invented text in which `⟦cpf:…⟧` marks what must be covered.
struct MaskingCase {
  let kind: String
  let isKept: Bool
  let text: String
  let values: [(range: Range<Int>, kind: String)]

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func all() throws -> [MaskingCase] {
    struct Line: Decodable {
      let tipo: String
      let forma: String
      let texto: String
    }
    return try ["casos", "outras-frases"].flatMap { name in
      let file = root.appending(path: "data/mascaramento/\(name).jsonl")
      return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
        let line = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
        return MaskingCase(kind: line.tipo, isKept: line.forma == "manter", marked: line.texto)
      }
    }
  }

  private init(kind: String, isKept: Bool, marked: String) {
    self.kind = kind
    self.isKept = isKept
    var text = String.UnicodeScalarView()
    var values: [(range: Range<Int>, kind: String)] = []
    var label: String.UnicodeScalarView?
    var start = 0
    var count = 0
    for scalar in marked.unicodeScalars {
      if scalar == "⟦" {
        label = String.UnicodeScalarView()
        start = count
      } else if scalar == ":", let open = label, values.last?.range != start..<start {
        values.append((start..<start, String(open)))
        label = nil
      } else if scalar == "⟧", let last = values.indices.last {
        values[last].range = start..<count
      } else if label != nil {
        label?.append(scalar)
      } else {
        text.append(scalar)
        count += 1
      }
    }
    self.text = String(text)
    self.values = values
  }

  /// Values of which a letter or digit is left, whatever they were taken for.
  func missed(by masked: MaskedText) -> Int {
    let scalars = Array(text.unicodeScalars)
    var covered = Set<Int>()
    for span in masked.spans { covered.formUnion(span.range) }
    return values.count { value in
      value.range.contains { index in
        let properties = scalars[index].properties
        return (properties.isAlphabetic || properties.numericType != nil)
          && !covered.contains(index)
      }
    }
  }
}

/// What came of the cases, kind by kind.
struct MaskingScore {
  private(set) var rows: [String: (values: Int, missed: Int)] = [:]
  private(set) var kept = 0
  private(set) var touched: [String] = []
  private(set) var misses: [String] = []

  init(of cases: [MaskingCase], by masker: Masker) {
    for example in cases {
      let masked = masker.mask(example.text)
      if example.isKept {
        kept += 1
        if !masked.spans.isEmpty { touched.append(example.text) }
        continue
      }
      let missed = example.missed(by: masked)
      if missed > 0 { misses.append(example.text) }
      rows[example.kind, default: (0, 0)].values += example.values.count
      rows[example.kind, default: (0, 0)].missed += missed
    }
  }

  var values: Int { rows.values.reduce(0) { $0 + $1.values } }
  var missed: Int { rows.values.reduce(0) { $0 + $1.missed } }
  var recall: Double { Double(values - missed) / Double(max(1, values)) }

  /// The table of docs/mascaramento.md.
  var markdown: String {
    var lines = ["| tipo | valores | cobertos | acerto |", "| --- | ---: | ---: | ---: |"]
    for (kind, row) in rows.sorted(by: { $0.key < $1.key }) {
      lines.append(line(kind, row.values, row.missed))
    }
    lines.append(line("**todos**", values, missed))
    lines.append("")
    lines.append(
      "Linhas sem nada a cobrir: \(kept), das quais \(touched.count) "
        + "(\(percent(touched.count, of: kept)) %) tiveram algo coberto.")
    return lines.joined(separator: "\n")
  }

  private func line(_ name: String, _ values: Int, _ missed: Int) -> String {
    "| \(name) | \(values) | \(values - missed) | \(percent(values - missed, of: values)) % |"
  }

  /// With one decimal, a comma, as the page is in Portuguese.
  private func percent(_ part: Int, of whole: Int) -> String {
    let tenths = (part * 2000 + whole) / (2 * max(1, whole))
    return "\(tenths / 10),\(tenths % 10)"
  }
}
