import ContactsCore

extension CommandSpec {
  static let auditVerify = CommandSpec(
    path: ["audit", "verify"], word: "audit verify",
    summary: "confere a corrente de resumos da auditoria",
    details: [
      "Sai com 0 se a corrente está inteira; com 65, e o primeiro registro errado, se alguém alterou "
        + "ou retirou um registro.",
      "Com --checkpoint, confere também que é a mesma corrente de quando o ponto de controle foi "
        + "assinado: só assim se percebe um fim cortado ou uma corrente refeita por inteiro. Guarde os "
        + "pontos de controle fora desta máquina.",
      "Com --segment, confere o arquivo de um segmento já selado.",
    ],
    options: [
      .json,
      Option(
        name: "--checkpoint", value: "ARQUIVO", help: "um ponto de controle de `audit checkpoint`"),
      Option(name: "--segment", value: "ARQUIVO", help: "um arquivo de `audit seal`"),
    ],
    examples: ["atende audit verify --checkpoint /media/pendrive/ponto-2026-11-21.json"],
    run: { arguments, context in
      let checkpoint = try arguments["--checkpoint"].map { path throws(Failure) in
        guard let checkpoint = AuditCheckpoint(json: try Input.bytes(of: path, limit: 1 << 16))
        else { throw .badData("O arquivo não é um ponto de controle da auditoria.") }
        return checkpoint
      }
      let desk = try await context.desk()
      let verdict = try await desk.book.verifyAudit(against: checkpoint, as: desk.actor)
      var segment: SegmentVerdict?
      if let path = arguments["--segment"], verdict.isIntact {
        segment = try await desk.book.verifySegment(file: path, as: desk.actor)
      }
      let sealed = try await desk.book.auditSegments().last?.last ?? 0
      await desk.book.close()
      guard case .intact(let entries) = verdict else {
        context.log.record(.auditVerified(entries: 0, firstBad: verdict.firstBad))
        throw Failure.badAudit(verdict)
      }
      context.log.record(.auditVerified(entries: entries, firstBad: nil))
      if let segment { try segment.require() }
      let answer = JSON.members([
        "integra": true, "registros": .integer(entries), "selados": .integer(sealed),
        "ponto_de_controle": checkpoint.map { .integer($0.seq) } ?? .null,
      ])
      try Streams.writeLine(
        arguments.has("--json") ? answer.line : verifiedText(entries, sealed, checkpoint, segment))
    })

  private static func verifiedText(
    _ entries: Int64, _ sealed: Int64, _ checkpoint: AuditCheckpoint?, _ segment: SegmentVerdict?
  ) -> String {
    var text = "Auditoria íntegra: \(grouped(Int(entries - sealed))) registros conferidos."
    if sealed > 0 { text += "\nOs \(grouped(Int(sealed))) anteriores estão selados em arquivos." }
    if let checkpoint {
      text +=
        "\nÉ a corrente do ponto de controle \(checkpoint.seq), de "
        + "\(checkpoint.time.local.display)."
    }
    if case .intact(let segment) = segment {
      text +=
        "\nO arquivo é o segmento \(segment.number): registros \(segment.first) a "
        + "\(segment.last), como foram selados em \(segment.sealedAt.local.display)."
    }
    return text
  }
}

extension Failure {
  /// What is wrong with the audit, and the first entry where it shows.
  static func badAudit(_ verdict: AuditVerdict) -> Failure {
    switch verdict {
    case .intact: .badData("A auditoria está íntegra.")
    case .broken(let seq):
      .badData(
        "A auditoria foi alterada: o primeiro registro errado é o \(seq).",
        details: ["seq": .integer(seq)])
    case .rewritten(let after, let seq):
      .badData(
        "A auditoria foi refeita: não é a que o ponto de controle assinou. O primeiro registro "
          + (after + 1 == seq
            ? "errado é o \(seq)." : "errado está entre o \(after + 1) e o \(seq)."),
        details: ["seq": .integer(seq), "desde": .integer(after + 1)])
    case .brokenSeal(let segment, let seq):
      .badData(
        "O selo do segmento \(segment), que começa no registro \(seq), não confere.",
        details: ["seq": .integer(seq), "segmento": .integer(segment)])
    case .unusable(let fault):
      .badData(fault.sentence, details: ["ponto_de_controle": .string(fault.word)])
    }
  }
}

extension AuditVerdict.CheckpointFault {
  fileprivate var sentence: String {
    switch self {
    case .badSignature: "A assinatura do ponto de controle não confere: o arquivo foi alterado."
    case .otherOrigin: "O ponto de controle é de outra central."
    case .unknownKey:
      "O ponto de controle foi assinado com uma chave que esta auditoria não conhece."
    case .sealed(let segment):
      "O registro do ponto de controle está no segmento \(segment), já selado, cujo arquivo falta na "
        + "pasta de dados ou não confere."
    }
  }

  fileprivate var word: String {
    switch self {
    case .badSignature: "assinatura"
    case .otherOrigin: "origem"
    case .unknownKey: "chave"
    case .sealed: "segmento"
    }
  }
}

extension SegmentVerdict {
  /// Fails unless the file is the one that was sealed.
  fileprivate func require() throws(Failure) {
    switch self {
    case .intact: return
    case .unknown: throw .badData("O arquivo não é de nenhum segmento desta auditoria.")
    case .broken(let segment, let seq):
      throw .badData(
        "O arquivo do segmento \(segment) foi alterado: o primeiro registro errado é o \(seq).",
        details: ["seq": .integer(seq), "segmento": .integer(segment)])
    case .altered(let segment):
      throw .badData(
        "O arquivo do segmento \(segment) não é, byte a byte, o que foi selado; os registros, no "
          + "entanto, conferem.", details: ["segmento": .integer(segment)])
    case .brokenSeal(let segment):
      throw .badData(
        "O selo do segmento \(segment) não confere.", details: ["segmento": .integer(segment)])
    }
  }
}
