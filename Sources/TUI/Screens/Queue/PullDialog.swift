import ContactsCore

/// Fetching the model: says plainly what it means, and takes a word.
struct PullDialog: Equatable, Sendable {
  static let word = "baixar"
  let model: String
  var isRunning: Bool
  var progress: PullProgress?
  var input = TextField()

  init(model: String, isRunning: Bool, progress: PullProgress?) {
    self.model = model
    self.isRunning = isRunning
    self.progress = progress
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    guard !isRunning else {
      return key == .character("c") || key == .character("C") ? .cancelsPull : .stays
    }
    if key == .enter {
      return folded(trimmed(input.text)) == PullDialog.word ? .pulls : .stays
    }
    _ = input.handle(key)
    return .stays
  }

  var hints: [(key: String, label: String)] {
    isRunning
      ? [("C", "Cancelar"), ("Esc", "Fechar e continuar baixando")]
      : [("Enter", "Baixar"), ("Esc", "Agora não")]
  }
}

extension PullProgress {
  /// `42 % (2,0 de 4,7 GB)`; how much, while nobody knows of how much.
  var label: String {
    guard let percent, let total else { return "\(gigabytes(completed)) GB" }
    return "\(percent) % (\(gigabytes(completed)) de \(gigabytes(total)) GB)"
  }

  private func gigabytes(_ bytes: Int64) -> String {
    let tenths = (max(bytes, 0) + 50_000_000) / 100_000_000
    return "\(tenths / 10),\(tenths % 10)"
  }
}

extension DialogView {
  func draw(_ pull: PullDialog, in frame: inout Frame) {
    let question =
      pull.isRunning
      ? [
        "O Ollama está baixando o modelo \(pull.model) da internet. Pode continuar a trabalhar: as"
          + " regras preenchem o formulário."
      ]
      : [
        "O modelo \(pull.model) não está instalado no Ollama desta central, e sem ele só as regras"
          + " leem os textos.",
        "Baixá-lo faz o Ollama buscá-lo na internet (alguns gigabytes). Nada do que as pessoas"
          + " contaram é enviado. Para baixar, escreva: \(PullDialog.word)",
      ]
    let lines = question.flatMap { wrapped($0, to: insideColumns) + [""] }
    let inside = box("Modelo da IA", rows: lines.count + 1, in: &frame)
    for (offset, line) in lines.prefix(inside.rows - 1).enumerated() {
      frame.write(
        line, row: inside.row + offset, column: inside.column, width: inside.columns)
    }
    let last = inside.endRow - 1
    guard pull.isRunning else {
      frame.write(
        pull.input, row: last, column: inside.column, width: min(20, inside.columns),
        isFocused: true)
      return
    }
    let label = pull.progress?.label ?? "começando…"
    let width = max(min(30, inside.columns - columns(of: label) - 1), 0)
    let full = width * (pull.progress?.percent ?? 0) / 100
    frame.write(
      String(repeating: "█", count: full) + String(repeating: "░", count: width - full), row: last,
      column: inside.column)
    frame.write(label, row: last, column: inside.column + width + 1)
  }
}
