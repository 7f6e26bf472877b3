import ContactsCore

extension DialogView {
  func draw(_ dialog: RightsDialog, in frame: inout Frame) {
    switch dialog {
    case .new(let dialog): draw(dialog, in: &frame)
    case .step(let dialog): draw(dialog, in: &frame)
    case .answer(let dialog): draw(dialog, in: &frame)
    case .refusal(let dialog): draw(dialog, in: &frame)
    case .letter(let dialog): draw(dialog, in: &frame)
    case .erasure(let dialog): draw(dialog, in: &frame)
    case .notice(let dialog): draw(dialog, in: &frame)
    case .offer(let dialog): draw(dialog, in: &frame)
    case .hold(let dialog): draw(dialog, in: &frame)
    case .release(let dialog): draw(dialog, in: &frame)
    case .incident(let dialog): draw(dialog, in: &frame)
    }
  }

  /// A row with its label: turned by the arrows, or typed.
  func field(
    _ label: String, _ value: String?, _ text: TextField, isFocused: Bool, row: Int,
    _ inside: Region, in frame: inout Frame
  ) {
    let start = inside.column + 15
    let width = inside.columns - 15
    frame.write(
      label, row: row, column: inside.column, width: 14, style: isFocused ? .heading : .label)
    guard let value else {
      frame.write(text, row: row, column: start, width: width, isFocused: isFocused)
      return
    }
    let style: Style = isFocused ? .focusedField : .field
    frame.fill(Region(row: row, column: start, rows: 1, columns: width), style: style)
    frame.write(
      shortened(isFocused ? "‹ \(value) ›" : value, to: width), row: row, column: start,
      width: width, style: style)
    if isFocused { frame.cursor = Position(row: row, column: start) }
  }

  func say(_ notice: Status, in frame: inout Frame, _ region: Region) {
    frame.writeWrapped(notice.marked, in: region, style: notice.tone.style)
  }

  private func draw(_ dialog: NewRequestDialog, in frame: inout Frame) {
    let rows = dialog.rows
    let inside = box("Pedido pela LGPD", rows: rows.count + 7, in: &frame)
    let used = frame.writeWrapped(
      dialog.contact == nil
        ? "De quem nada foi encontrado no cadastro: dizer isso também é resposta."
        : "Desta pessoa, ou de quem a representa. O prazo começa agora.", in: inside.top(2),
      style: .muted)
    var row = inside.row + used + 1
    for item in rows {
      field(
        item.label, dialog.value(of: item), dialog[item], isFocused: dialog.focus == item,
        row: row, inside, in: &frame)
      row += 1
    }
    let rest = inside.inset(top: row - inside.row + 1)
    guard dialog.asking.notice == .none else { return say(dialog.asking.notice, in: &frame, rest) }
    frame.writeWrapped(hint(dialog), in: rest, style: .muted)
  }

  private func hint(_ dialog: NewRequestDialog) -> String {
    switch dialog.focus {
    case .kind: "É preciso \(dialog.kind.summary)."
    case .asker: "Quem representa mostra os poderes, sem que se guarde cópia."
    case .representative: "O nome de quem pede pela pessoa."
    case .mandate: "Como “procuração pública de 03/10/2026, vista”."
    case .check:
      dialog.check.flatMap(IdentityCheck.named)?.hint
        ?? "Com o mínimo de dados, e sem guardar cópia de documento."
    case .channel: "Por onde o pedido chegou."
    case .safeChannel: "Para onde vai a resposta; vazio: o canal seguro do cadastro."
    }
  }

  private func draw(_ dialog: StepDialog, in frame: inout Frame) {
    let inside = box("Passo do pedido", rows: 8, in: &frame)
    let used = frame.writeWrapped(dialog.step.text + ".", in: inside.top(3))
    let row = inside.row + used + 1
    field(
      dialog.choices.isEmpty ? "O que mostra" : "Como",
      dialog.choices.isEmpty ? nil : dialog.check?.name ?? "", dialog.words, isFocused: true,
      row: row, inside, in: &frame)
    let rest = inside.inset(top: used + 3)
    guard dialog.asking.notice == .none else { return say(dialog.asking.notice, in: &frame, rest) }
    frame.writeWrapped(
      dialog.check?.hint
        ?? "Poucas palavras, sem copiar documento: o que identifica alguém é coberto.", in: rest,
      style: .muted)
  }

  private func draw(_ dialog: AnswerDialog, in frame: inout Frame) {
    let inside = box("Gravar a resposta", rows: 10, in: &frame)
    let used = frame.writeWrapped(
      "O arquivo tem dados da pessoa: entregue-o só pelo canal seguro dela, e apague-o depois.",
      in: inside.top(2), style: .warning)
    var row = inside.row + used + 1
    for item in AnswerDialog.Row.allCases {
      field(
        item.label, dialog.value(of: item), dialog.path, isFocused: dialog.focus == item, row: row,
        inside, in: &frame)
      row += 1
    }
    say(dialog.asking.notice, in: &frame, inside.inset(top: row - inside.row + 1))
  }

  private func draw(_ dialog: RefusalDialog, in frame: inout Frame) {
    let inside = box("Recusar o pedido", rows: 13, in: &frame)
    var row = inside.row
    row += frame.writeWrapped(
      "Só com um artigo da lei, e com uma carta que a pessoa entenda.", in: inside.top(2))
    let grounds = dialog.article
    field(
      "Artigo", grounds?.article ?? "", dialog.reason, isFocused: dialog.focus == .article,
      row: row + 1, inside, in: &frame)
    row += 2
    row += frame.writeWrapped(
      grounds?.reason ?? "",
      in: Region(
        row: row, column: inside.column, rows: 2, columns: inside.columns), style: .muted)
    field(
      "O que houve", nil, dialog.reason, isFocused: dialog.focus == .reason, row: row, inside,
      in: &frame)
    field(
      "Carta em", nil, dialog.path, isFocused: dialog.focus == .path, row: row + 1, inside,
      in: &frame)
    let rest = inside.inset(top: row - inside.row + 3)
    guard dialog.asking.notice == .none else { return say(dialog.asking.notice, in: &frame, rest) }
    frame.writeWrapped(
      "A carta traz estas palavras e é mostrada; com um arquivo, é também gravada. O pedido"
        + " guarda só o artigo e o que não identifica ninguém.", in: rest, style: .muted)
  }

  private func draw(_ dialog: LetterDialog, in frame: inout Frame) {
    let body = layout.body
    let inside = frame.panel(
      body.centered(rows: body.rows, columns: min(78, body.columns)),
      heading: "Pedido recusado: a carta")
    frame.writeWrapped(
      dialog.path.map { "Gravada em \($0)" }
        ?? "Não foi gravada. Leia-a à pessoa, ou copie-a agora: o pedido não a guarda.",
      in: inside.top(2), style: dialog.path == nil ? .warning : .success)
    let text = inside.inset(top: 3)
    let lines = wrapped(dialog.letter.revealed(for: .screen), to: text.columns)
    let top = min(dialog.top, max(lines.count - text.rows, 0))
    for (offset, line) in lines.dropFirst(top).prefix(text.rows).enumerated() {
      frame.write(line, row: text.row + offset, column: text.column, width: text.columns)
    }
  }

  private func draw(_ dialog: ErasureDialog, in frame: inout Frame) {
    let lines = dialog.lines.flatMap { wrapped($0, to: insideColumns) }
    let inside = box("\(dialog.deed) os dados, \(dialog.number)", rows: lines.count + 8, in: &frame)
    let room = max(inside.rows - 6, 1)
    var shown = Array(lines.prefix(room))
    if lines.count > room {
      shown[room - 1] =
        "… e mais \(lines.count - room + 1) linhas: `atende erase --dry-run` mostra todas."
    }
    for (offset, line) in shown.enumerated() {
      frame.write(line, row: inside.row + offset, column: inside.column, width: inside.columns)
    }
    let row = min(inside.row + lines.count + 1, inside.endRow - 5)
    frame.writeWrapped(
      "Sem volta: nem uma cópia antiga traz a pessoa de novo. Para \(dialog.password), digite: "
        + dialog.password,
      in: Region(row: row, column: inside.column, rows: 2, columns: inside.columns),
      style: .warning)
    frame.write(
      dialog.word, row: row + 2, column: inside.column, width: min(20, inside.columns),
      isFocused: true)
    say(
      dialog.asking.notice, in: &frame,
      Region(row: row + 4, column: inside.column, rows: 2, columns: inside.columns))
  }

  private func draw(_ dialog: NoticeDialog, in frame: inout Frame) {
    let notice = wrapped("“\(dialog.purpose.notice)”", to: insideColumns)
    let inside = box(dialog.purpose.name, rows: notice.count + 9, in: &frame)
    frame.write("Leia em voz alta:", row: inside.row, column: inside.column, style: .label)
    for (offset, line) in notice.enumerated() {
      frame.write(
        line, row: inside.row + 1 + offset, column: inside.column, width: inside.columns,
        style: .highlight)
    }
    let row = inside.row + notice.count + 2
    field(
      "A pessoa", dialog.label(dialog.decision), dialog.evidence, isFocused: false, row: row,
      inside, in: &frame)
    field(
      "Onde está dito", nil, dialog.evidence, isFocused: true, row: row + 1, inside, in: &frame)
    let rest = inside.inset(top: notice.count + 5)
    guard dialog.asking.notice == .none else { return say(dialog.asking.notice, in: &frame, rest) }
    frame.writeWrapped(
      dialog.decision == .refused
        ? "Diga: “\(dialog.purpose.refusal)”"
        : "Versão \(dialog.purpose.textVersion) do texto. A prova, como o nome de uma gravação, é"
          + " opcional.", in: rest, style: .muted)
  }

  private func draw(_ dialog: OfferDialog, in frame: inout Frame) {
    let lines = dialog.purposes.flatMap { wrapped("• \($0)", to: insideColumns) }
    let inside = box("Consentimento retirado", rows: lines.count + 6, in: &frame)
    frame.writeWrapped("Os dados não servem mais a:", in: inside.top(1))
    for (offset, line) in lines.enumerated() {
      frame.write(
        line, row: inside.row + 1 + offset, column: inside.column, width: inside.columns,
        style: .success)
    }
    frame.writeWrapped(
      "O que foi feito antes continua lícito (art. 8º, § 5º). Pergunte: quer também que os dados"
        + " sejam eliminados (art. 18, VI)?", in: inside.inset(top: lines.count + 2))
  }
}
