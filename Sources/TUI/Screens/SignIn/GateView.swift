import ContactsCore

/// Draws what stands before the screens, at any size: nothing of what lies behind is in it.
struct GateView {
  let gate: Gate
  let session: Session
  let keeping: UnsavedDrafts.Keeping
  let layout: Layout

  private static let labelWidth = 23

  func draw(in frame: inout Frame) {
    frame.title = "atende · \(gate.title)"
    guard !layout.isTooSmall else { return drawSmall(in: &frame) }
    drawTitle(in: &frame)
    let width = min(66, layout.size.columns - 4)
    let region = layout.body.centered(rows: layout.body.rows, columns: width)
      .inset(top: max((layout.body.rows - 15) / 2, 0))
    switch gate {
    case .open: break
    case .signIn(let screen): draw(screen, in: &frame, region)
    case .passwordChange(let screen): draw(screen, in: &frame, region)
    case .locked(let screen): draw(screen, in: &frame, region)
    }
    GateKeys(gate: gate, layout: layout).draw(in: &frame)
  }

  /// The gate holds in a window of any size.
  private func drawSmall(in frame: inout Frame) {
    let region = Region(layout.size).inset(left: 1, right: 1)
    let used = frame.writeWrapped("\(gate.title). Amplie a janela.", in: region)
    frame.cursor = Position(row: min(used, max(layout.size.rows - 1, 0)), column: 0)
  }

  private func drawTitle(in frame: inout Frame) {
    let width = layout.size.columns
    frame.fill(Region(row: 0, column: 0, rows: 1, columns: width), style: .title)
    frame.write(gate.title, row: 0, column: 1, width: width - 8, style: .title)
    let clock = session.now?.local.clock ?? "--:--"
    let right = session.centre.isEmpty ? clock : "\(session.centre) · \(clock)"
    let isRoomy = columns(of: right) + columns(of: gate.title) + 5 <= width
    frame.write(isRoomy ? right : clock, row: 0, endingAt: width - 1, style: .title)
  }

  // MARK: - Entrada

  private func draw(_ screen: SignInScreen, in frame: inout Frame, _ region: Region) {
    var row = drawHeading(heading(of: screen), text: text(of: screen), in: &frame, region)
    drawLabel("Nome", isFocused: screen.focus == .name, in: &frame, row: row, region)
    let fields = fields(region)
    if let name = screen.fixedName {
      frame.write(name, row: row, column: fields.column, width: fields.columns)
    } else {
      frame.write(
        screen.name, row: row, column: fields.column, width: fields.columns,
        isFocused: screen.focus == .name)
    }
    row += 2
    drawLabel("Senha", isFocused: screen.focus == .password, in: &frame, row: row, region)
    frame.write(
      secretFieldAt: row, column: fields.column, width: fields.columns,
      isFocused: screen.focus == .password)
    draw(screen.status(session.now), in: &frame, row: row + 2, region)
  }

  private func heading(of screen: SignInScreen) -> String {
    switch screen.reason {
    case .start, .handed: session.centre.isEmpty ? "Entrada" : session.centre
    case .expired: "Sua sessão terminou"
    }
  }

  private func text(of screen: SignInScreen) -> String {
    switch screen.reason {
    case .start: "Entre com o seu nome e a sua senha. Cada entrada fica registrada."
    case .expired: "\(kept(of: "quem o digitou")) Entre de novo para continuar."
    case .handed: kept(of: "quem o digitou")
    }
  }

  /// What became of what was typed: nothing is said to be kept before it is.
  private func kept(of owner: String? = nil) -> String {
    let place = owner.map { " nos rascunhos de \($0)" } ?? ""
    switch keeping {
    case .kept:
      return owner == nil
        ? "O que estava digitado está guardado." : "O que estava digitado está\(place)."
    case .underway: return "O que estava digitado está sendo guardado\(place)."
    case .failed(isWarned: false):
      return "O disco não guardou o que estava digitado: só este programa aberto o tem."
    case .failed(isWarned: true):
      return "O disco ainda não guardou o que estava digitado. Libere espaço; sair agora o perde."
    }
  }

  // MARK: - Senha nova

  private func draw(_ screen: PasswordChangeScreen, in frame: inout Frame, _ region: Region) {
    let text =
      switch screen.reason {
      case .required: "Sua senha foi escolhida por outra pessoa. Escolha a sua para continuar."
      case .wanted(hasPassword: true): "Suas outras sessões abertas terminam."
      case .wanted(hasPassword: false):
        "Esta senha desbloqueia a tela. Para entrar continua a valer a sua conta nesta máquina."
      }
    var row = drawHeading("Senha nova", text: text, in: &frame, region)
    let fields = fields(region)
    for item in screen.rows {
      drawLabel(item.label, isFocused: screen.focus == item, in: &frame, row: row, region)
      frame.write(
        secretFieldAt: row, column: fields.column, width: fields.columns,
        isFocused: screen.focus == item)
      row += layout.body.rows > 16 ? 2 : 1
    }
    let hint = Region(row: row, column: region.column, rows: 2, columns: region.columns)
    row += frame.writeWrapped(
      "Pelo menos \(PasswordRules.shortest) caracteres. Três ou quatro palavras sem relação valem"
        + " mais que símbolos.", in: hint, style: .muted)
    draw(screen.status, in: &frame, row: row + (layout.body.rows > 16 ? 1 : 0), region)
  }

  // MARK: - Tela bloqueada

  private func draw(_ screen: LockScreen, in frame: inout Frame, _ region: Region) {
    let row = drawHeading(
      "Tela bloqueada", text: text(of: screen), in: &frame, region)
    guard screen.way != .account else {
      frame.write("Enter sai do programa.", row: row, column: region.column, style: .muted)
      frame.cursor = Position(row: row, column: region.column)
      return
    }
    let fields = fields(region)
    drawLabel("Senha", isFocused: true, in: &frame, row: row, region)
    frame.write(secretFieldAt: row, column: fields.column, width: fields.columns, isFocused: true)
    draw(screen.status(session.now), in: &frame, row: row + 2, region)
  }

  private func text(of screen: LockScreen) -> String {
    let kept = kept()
    switch (screen.way, screen.cause) {
    case (.password, .asked): return "\(kept) Digite a sua senha para voltar."
    case (.password, .idle):
      return "Ninguém usou o teclado por um tempo. \(kept) Digite a sua senha para voltar."
    case (.password, .expired): return "\(kept) Digite a sua senha para voltar."
    case (.account, .expired):
      return "Sua sessão terminou. \(kept) Saia e entre de novo pela sua conta nesta máquina"
        + (isKept ? "; o rascunho é oferecido na abertura." : ".")
    case (.account, _):
      return "\(kept) Você não tem senha de desbloqueio: saia e entre de novo pela sua conta nesta"
        + " máquina\(isKept ? "; o rascunho é oferecido na abertura" : "")."
        + layout.keys.reworded(
          " Para desbloquear sem sair, da próxima vez: Ctrl-P, Trocar minha senha.")
    }
  }

  private var isKept: Bool {
    if case .failed = keeping { false } else { true }
  }

  // MARK: - Parts

  /// Where the fields stand, beside their labels.
  private func fields(_ region: Region) -> Region {
    region.right(region.columns - min(GateView.labelWidth, region.columns / 2))
  }

  private func drawHeading(
    _ heading: String, text: String, in frame: inout Frame, _ region: Region
  ) -> Int {
    frame.write(
      heading, row: region.row, column: region.column, width: region.columns, style: .heading)
    let rows = frame.writeWrapped(
      text, in: region.inset(top: layout.body.rows > 16 ? 2 : 1).top(6))
    return region.row + rows + (layout.body.rows > 16 ? 3 : 2)
  }

  private func drawLabel(
    _ label: String, isFocused: Bool, in frame: inout Frame, row: Int, _ region: Region
  ) {
    frame.write(
      label, row: row, column: region.column, width: fields(region).column - region.column - 1,
      style: isFocused ? .heading : .label)
  }

  private func draw(_ status: Status, in frame: inout Frame, row: Int, _ region: Region) {
    let room = Region(
      row: row, column: region.column, rows: max(min(3, layout.keyRow - row), 0),
      columns: region.columns)
    frame.writeWrapped(status.marked, in: room, style: status.tone.style)
  }
}

/// The keys that work at the gate.
struct GateKeys {
  let gate: Gate
  let layout: Layout

  func draw(in frame: inout Frame) {
    var column = 1
    for (key, label) in keys {
      frame.write(key, row: layout.keyRow, column: column, style: .key)
      column += columns(of: key) + 1
      frame.write(label, row: layout.keyRow, column: column, style: .muted)
      column += columns(of: label) + 2
    }
  }

  private var keys: [(key: String, label: String)] {
    switch gate {
    case .open: []
    case .signIn: [("Enter", "Entrar"), ("Tab", "Próximo campo"), ("Esc", "Sair")]
    case .passwordChange(let screen):
      [
        ("F2", "Trocar"), ("Tab", "Próximo campo"),
        ("Esc", screen.reason == .required ? "Sair" : "Voltar"),
      ]
    case .locked(let screen):
      switch screen.way {
      case .account: [("Enter", "Sair")]
      case .password(let sharesTerminal):
        [("Enter", "Desbloquear"), ("Esc", "Apagar")]
          + (sharesTerminal ? [("F4", "Outra pessoa")] : [])
      }
    }
  }
}
