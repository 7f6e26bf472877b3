import ContactsCore

/// The first minutes, step by step: what a call is like, with the keys in force and an invented person.
///
/// Nothing is asked of the store and nothing on the screen behind changes: each step waits for its key, and says what that
/// key would have done. `Enter` goes on without it, `Esc` leaves.
struct TourDialog: Equatable, Sendable {
  let keys: KeyLayout
  /// How many steps have been walked.
  private(set) var walked = 0
  /// What the last key was, when it was not the one of the step.
  private(set) var remark = ""

  init(keys: KeyLayout) {
    self.keys = keys
  }

  /// One step: what is told, and the key of the table that goes on.
  struct Step: Equatable, Sendable {
    let title: String
    let text: String
    /// Of the keymap, before anybody chose others.
    let key: Key
    /// What is then seen, of somebody who does not exist.
    let answer: String
  }

  static let steps = [
    Step(
      title: "Encontrar alguém",
      text:
        "Ligou uma pessoa. Parte do telefone, do nome, do e-mail ou do CPF a encontra, com ou sem"
        + " acento.",
      key: .function(3), answer: "Buscar: zul · Zulmira Invenção, (21) •••••-0000"),
    Step(
      title: "Abrir um atendimento",
      text:
        "É a primeira vez dela? Um atendimento novo tem o texto de um lado e o formulário do outro.",
      key: .function(6), answer: "Novo atendimento. Digite, ou cole a conversa inteira."),
    Step(
      title: "Passar do texto ao formulário",
      text: "O que se digita no texto preenche o formulário sozinho. Confira campo por campo.",
      key: .tab, answer: "Nome: Zulmira Invenção · veio do texto"),
    Step(
      title: "Ver as opções de um campo",
      text: "Motivo, urgência e canal têm opções; o motivo aceita também texto livre.",
      key: .function(4), answer: "Motivo: Apoio emocional"),
    Step(
      title: "Salvar",
      text: "Basta um campo preenchido. Nada se perde: o que não foi salvo fica como rascunho.",
      key: .function(2), answer: "Salvo. Protocolo 20260101-000001 (inventado)."),
    Step(
      title: "Achar qualquer comando",
      text: "Todas as ações têm nome. Digite parte dele, como “retorno”, e Enter a faz.",
      key: .function(10), answer: "Comandos: Agendar retorno, Encerrar o atendimento…"),
    Step(
      title: "Pedir ajuda",
      text: "A Ajuda mostra primeiro as teclas de onde você está. Esc volta sempre um nível.",
      key: .function(1), answer: "Ajuda: as teclas desta tela."),
  ]

  /// The step to walk; nil at the end.
  var step: Step? { walked < TourDialog.steps.count ? TourDialog.steps[walked] : nil }

  var heading: String {
    "Primeiros minutos (\(min(walked + 1, TourDialog.steps.count)) de \(TourDialog.steps.count))"
  }

  /// The key of the step, as it is now.
  var wanted: String {
    step.map { keys.reworded($0.key.label) } ?? "Enter"
  }

  /// What is seen of the step before.
  var answer: String { walked == 0 ? "" : TourDialog.steps[walked - 1].answer }

  mutating func type(_ key: Key) -> DialogOutcome {
    guard let step else { return key == .enter ? .closes : .stays }
    if key == step.key || key == .enter {
      walked += 1
      remark = ""
    } else if case .character(" ") = key {
      remark = ""
    } else {
      remark = "Essa é outra tecla. Esta é \(wanted); Enter segue sem ela."
    }
    return .stays
  }
}

extension DialogView {
  func draw(_ tour: TourDialog, in frame: inout Frame) {
    var lines: [(text: String, style: Style)] = []
    func say(_ text: String, _ style: Style = .normal) {
      guard !text.isEmpty else { return }
      lines += wrapped(text, to: insideColumns).map { ($0, style) } + [("", .normal)]
    }
    say(tour.answer.isEmpty ? "" : "✓ \(tour.answer)", .success)
    if let step = tour.step {
      say(step.title, .heading)
      say(step.text)
      say("Agora aperte \(tour.wanted).", .key)
      say(tour.remark.isEmpty ? "" : "! \(tour.remark)", .warning)
      say("Nada aqui é de verdade, e nada fica gravado.", .muted)
    } else {
      say("Pronto", .heading)
      say("É isso. O passeio está sempre em \(tour.keys.reworded("F1")), Ajuda. Enter fecha.")
    }
    let inside = box(tour.heading, rows: max(lines.count - 1, 0), in: &frame)
    for (offset, line) in lines.prefix(inside.rows).enumerated() {
      frame.write(
        line.text, row: inside.row + offset, column: inside.column, width: inside.columns,
        style: line.style)
    }
  }
}
