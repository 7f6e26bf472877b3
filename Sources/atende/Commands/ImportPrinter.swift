import ContactsCore

/// Prints what an import tells, under a bar of progress where there is a terminal.
final class ImportPrinter {
  private var progress: ProgressBar

  init(size: Int?, showsProgress: Bool) {
    progress = ProgressBar(total: size, isShown: showsProgress)
  }

  func take(_ event: ImportEvent) throws {
    switch event {
    case .progressed(let bytes, let rows): progress.show(bytes, rows: rows)
    case .refused(let place, let reasons): try say("\(place.words): recusada. \(reasons)")
    case .duplicates(let place, let uids):
      let others = uids.map(\.text).joined(separator: ", ")
      try say("\(place.words): gravada; pode ser a mesma pessoa que \(others)")
    case .notLookedUp(let places):
      try say(
        "Linhas \(places.lowerBound.line) a \(places.upperBound.line): gravadas, sem procurar possíveis duplicados. "
          + "`atende contact duplicates` procura em todo o cadastro.")
    case .findings(let place, let found):
      let sentences = found.map(\.sentence).joined(separator: "; ")
      try say("\(place.words): pode ser a mesma pessoa que \(sentences)")
    }
  }

  func clear() { progress.clear() }

  private func say(_ sentence: String) throws {
    progress.clear()
    try Streams.writeLine(sentence)
  }
}

extension ImportFinding {
  /// `UID (mesmo telefone; traria: cidade; diferente: nome)`.
  fileprivate var sentence: String { "\(uid) \(words)" }

  /// The rule, and what would change, in brackets: names of fields, no values.
  var words: String {
    var text = "(\(rule.label)"
    if !brings.isEmpty { text += "; traria: \(brings.map(\.rawValue).joined(separator: ", "))" }
    if !differs.isEmpty {
      text += "; diferente: \(differs.map(\.rawValue).joined(separator: ", "))"
    }
    return text + ")"
  }
}

/// How far a file has been read, on a terminal's last line.
struct ProgressBar {
  private let total: Int?
  private let isShown: Bool
  private var lastShown = -1

  init(total: Int?, isShown: Bool) {
    self.total = total
    self.isShown = isShown
  }

  mutating func show(_ done: Int, rows: Int) {
    guard isShown else { return }
    let percent = total.map { $0 > 0 ? min(100, done * 100 / $0) : 100 }
    guard percent ?? rows / 1000 != lastShown else { return }
    lastShown = percent ?? rows / 1000
    guard let percent else {
      Streams.progress("\(grouped(rows)) linhas")
      return
    }
    let filled = percent * 30 / 100
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 30 - filled)
    Streams.progress("[\(bar)] \(percent)%  \(grouped(rows)) linhas")
  }

  mutating func clear() {
    guard isShown, lastShown >= 0 else { return }
    lastShown = -1
    Streams.progress("")
  }
}
