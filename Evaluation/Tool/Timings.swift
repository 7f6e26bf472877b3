import Evaluation
import Extraction

/// How long something took, many times over, in milliseconds.
struct Timings {
  private var sorted: [Double]

  init(_ milliseconds: [Double]) {
    sorted = milliseconds.sorted()
  }

  /// Such as `p50 0,412 ms, p95 0,530 ms`.
  var text: String { "p50 \(Timings.decimal(at(0.50))) ms, p95 \(Timings.decimal(at(0.95))) ms" }

  private func at(_ share: Double) -> Double {
    sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }

  private static func decimal(_ number: Double) -> String {
    let thousandths = Int((number * 1000).rounded())
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000),\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }
}

extension Duration {
  var milliseconds: Double {
    Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
  }
}

/// The recognisers' time: on each note as it is, and on notes strung together to 2,000 characters.
enum RulesTiming {
  private static let rounds = 20

  static func lines(for notes: [GoldNote]) -> String {
    let clock = ContinuousClock()
    let long = strung(notes, to: 2000)
    func times(_ notes: [GoldNote], _ text: (GoldNote) -> String) -> Timings {
      var times: [Double] = []
      for round in 0...rounds {
        for note in notes {
          guard let context = note.context else { continue }
          let text = text(note)
          let start = clock.now
          _ = Recognisers.extract(text, in: context)
          // The first round warms caches and is not counted.
          if round > 0 { times.append((clock.now - start).milliseconds) }
        }
      }
      return Timings(times)
    }
    let plain = times(notes) { $0.texto }
    guard let first = notes.first else { return "" }
    let strings = long.flatMap { text in
      (0..<rounds).map { _ -> Double in
        guard let context = first.context else { return 0 }
        let start = clock.now
        _ = Recognisers.extract(text, in: context)
        return (clock.now - start).milliseconds
      }
    }
    return """
      - notas: \(plain.text)
      - 2.000 caracteres: \(Timings(strings).text)
      """
  }

  /// Texts of just so many characters, made of whole notes but for the last of each.
  private static func strung(_ notes: [GoldNote], to length: Int) -> [String] {
    var texts: [String] = []
    var text = ""
    for note in notes {
      text += note.texto + "\n"
      if text.count >= length {
        texts.append(String(text.prefix(length)))
        text = ""
      }
    }
    return texts
  }
}
