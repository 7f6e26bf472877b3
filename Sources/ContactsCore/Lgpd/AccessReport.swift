/// What the person is told of all that is kept of them: article 19, II asks for origin, criteria and purpose.
struct AccessReport {
  let dossier: PersonDossier
  /// Whether it is the full declaration, and not the simplified one.
  let isFull: Bool

  var document: PlainDocument {
    var blocks = opening
    if let record = dossier.record {
      blocks += data(record) + interactions(record) + purposes(record)
      if isFull { blocks += sharing + retention + others + readers }
    }
    blocks.append(.heading("Com quem falar"))
    let officers = DataProtectionOfficers(dossier.settings)
    blocks.append(
      .paragraph("Encarregado (LGPD, art. 41): \(officers.main)\n\(officers.substitute)"))
    return PlainDocument(blocks)
  }

  private var opening: [PlainDocument.Block] {
    let request = dossier.request
    return [
      .title("Seus dados em \(dossier.settings.organization)"),
      .paragraph(
        "Pedido \(request.protocolNumber): \(request.kind.label) (LGPD, \(request.kind.article)), "
          + "recebido em \(request.summary.openedAt.local.date.display). Situação em "
          + "\(dossier.moment.local.display)."),
      .paragraph(
        "Este documento traz dados pessoais, e alguns são sensíveis. Guarde-o onde só você o leia."),
    ]
      + [SmallAgent(dossier.settings).sentence].compactMap(\.self).map(
        PlainDocument.Block.paragraph)
  }

  // MARK: - Data and their origin

  /// Each field that is filled, with its value.
  static func values(_ fields: ContactFields) -> [(key: FieldKey, value: String)] {
    var values: [(FieldKey, String)] = []
    func add(_ key: FieldKey, _ value: String?) {
      if let value, !value.isEmpty { values.append((key, value)) }
    }
    add(.name, fields.name?.revealed(for: .output))
    add(.socialName, fields.socialName?.revealed(for: .output))
    add(.phones, fields.phones.map { $0.revealed(for: .output).national }.joined(separator: "\n"))
    add(.emails, fields.emails.map { $0.revealed(for: .output).text }.joined(separator: "\n"))
    add(.cpf, fields.cpf?.revealed(for: .output).formatted)
    add(.birthDate, fields.birthDate?.revealed(for: .output).display)
    add(.city, fields.city?.revealed(for: .output))
    add(.state, fields.state?.rawValue)
    add(.notes, fields.notes?.revealed(for: .output))
    add(.guardian, fields.guardian?.revealed(for: .output))
    add(.safeChannel, fields.safeChannel?.revealed(for: .output))
    return values
  }

  private func data(_ record: ContactRecord) -> [PlainDocument.Block] {
    let rows = Self.values(record.contact.fields).map { key, value in
      [key.label, value, origin(of: key, record)]
    }
    return [
      .heading("Seu cadastro"),
      .paragraph(
        "Registrado em \(record.contact.createdAt.local.display), mudado pela última vez em "
          + "\(record.contact.updatedAt.local.display)."),
      .table(["Dado", "Valor", "De onde veio"], rows),
    ]
  }

  /// Where the value of a field came from: the newest interaction says so, unless it was changed since.
  private func origin(of key: FieldKey, _ record: ContactRecord) -> String {
    let newest = dossier.readers.last { $0.sets(key) }
    for interaction in record.interactions {
      for origin in interaction.fields.provenance
      where origin.field.rawValue == key.rawValue
        && [.accepted, .edited, .unreviewed].contains(origin.review)
      {
        if let newest, newest.time > interaction.createdAt, newest.isChangeByHand {
          return "mudado por uma pessoa da central em \(newest.time.local.date.display)"
        }
        return "\(words(origin, of: interaction)), no atendimento \(interaction.protocolNumber)"
      }
    }
    guard let newest else { return "digitado por uma pessoa da central" }
    let day = newest.time.local.date.display
    if newest.isFromFile { return "de um arquivo importado em \(day)" }
    return newest.isChangeByHand
      ? "mudado por uma pessoa da central em \(day)" : "digitado por uma pessoa da central"
  }

  /// The same as `words`, and of what came in a file that nobody here typed it.
  private func words(_ origin: FieldProvenance, of interaction: Interaction) -> String {
    let isFromFile = dossier.readers.contains {
      $0.time == interaction.createdAt && $0.isFromFile
    }
    guard isFromFile, origin.origin == .manual else { return Self.words(origin) }
    return "de um arquivo importado em \(interaction.createdAt.local.date.display)"
  }

  /// How a value was filled, and what a person decided of it.
  static func words(_ origin: FieldProvenance) -> String {
    let review =
      switch origin.review {
      case .accepted: "aceito por uma pessoa"
      case .edited: "corrigido por uma pessoa"
      case .rejected: "recusado por uma pessoa"
      case .unreviewed: "ainda não revisto por uma pessoa"
      case .unused: "não usado"
      }
    switch origin.origin {
    case .manual: return "digitado por uma pessoa da central"
    case .rule: return "reconhecido no texto por regra fixa, \(review)"
    case .model:
      let model = origin.model ?? "modelo local"
      let version = origin.promptVersion.map { ", instruções versão \($0)" } ?? ""
      return "sugerido pela IA local (\(model)\(version)), \(review)"
    }
  }

  static func name(of field: ExtractedField) -> String {
    FieldKey(rawValue: field.rawValue)?.label ?? field.rawValue
  }

  private func interactions(_ record: ContactRecord) -> [PlainDocument.Block] {
    var blocks: [PlainDocument.Block] = [.heading("Seus atendimentos")]
    if record.interactions.isEmpty { blocks.append(.paragraph("Nenhum.")) }
    for interaction in record.interactions {
      let fields = interaction.fields
      var rows = [
        ["Protocolo", interaction.protocolNumber.description],
        ["Quando", fields.occurredAt.local.display], ["Canal", fields.channel.label],
        ["Quem atendeu", interaction.attendant], ["Urgência", fields.urgency.label],
      ]
      if let code = fields.reasonCode {
        rows.append(["Motivo", dossier.words.reasons[code] ?? code])
      }
      if let reason = fields.reason {
        rows.append(["Motivo, como foi dito", reason.revealed(for: .output)])
      }
      if let date = fields.date { rows.append(["Data", date.date.display]) }
      if let text = fields.text { rows.append(["Texto", text.revealed(for: .output)]) }
      if isFull, !fields.provenance.isEmpty {
        rows.append(
          [
            "Como foi preenchido",
            fields.provenance.map { "\(Self.name(of: $0.field)): \(words($0, of: interaction))" }
              .joined(separator: "\n"),
          ])
      }
      blocks.append(.table(["", ""], rows))
    }
    return blocks
  }

  // MARK: - Why, with whom, how long

  private func purposes(_ record: ContactRecord) -> [PlainDocument.Block] {
    let rows = record.consents.map { consent in
      [
        consent.purpose, consent.legalBasis,
        consent.decision == .notAsked
          ? "não solicitado: vale a finalidade padrão da central" : consent.decision.label,
        "\(consent.recordedAt.local.display), por \(consent.channel.label)",
      ]
    }
    return [
      .heading("Para que servem, e com que base legal"),
      rows.isEmpty
        ? .paragraph(
          "Nenhuma decisão sua está registrada. Vale a finalidade padrão da central: "
            + "\(dossier.settings.consentPurpose) (\(dossier.settings.consentBasis)).")
        : .table(["Finalidade", "Base legal", "Decisão", "Quando"], rows),
    ]
  }

  private var sharing: [PlainDocument.Block] {
    let lines = Self.lines(dossier.disclosures, dossier.words)
    return [
      .heading("Com quem foram compartilhados"),
      lines.isEmpty ? .paragraph("Com ninguém: nada saiu da central.") : .list(lines),
    ]
  }

  /// One line for each file that left the centre.
  static func lines(
    _ disclosures: [PersonDossier.SharedWith], _ words: CopyWords
  ) -> [String] {
    disclosures.map { shared in
      let what =
        shared.isOwn
        ? "resposta a um pedido seu (\(shared.format))"
        : "arquivo \(shared.format) que pode ter incluído seus dados"
          + (shared.isMasked ? ", mascarados" : "")
      let filters = shared.filterWords(words)
      return "\(shared.moment.local.display): \(what), por \(shared.login)"
        + (filters.isEmpty ? "" : shared.isOwn ? ", \(filters)" : ", só com \(filters)")
        + (shared.justification.map { ". Motivo: \($0)" } ?? "")
    }
  }

  private var retention: [PlainDocument.Block] {
    var seen: Set<DatumKind> = []
    let rows = DataCatalogue.exported.filter { seen.insert($0.kind).inserted }.map { entry in
      [
        entry.kind.label, entry.purpose, entry.legalBasis,
        entry.retentionDays.map { "\($0) dias depois do seu último atendimento" }
          ?? "enquanto a central funcionar",
      ]
    }
    return [
      .heading("Por quanto tempo são guardados"),
      .table(["Dado", "Para que", "Base legal", "Até quando"], rows),
    ]
  }

  /// What the chapters before do not show, row by row.
  private var others: [PlainDocument.Block] {
    let shown = [
      "contacts", "contact_phones", "contact_emails", "interactions", "field_provenance",
      "consents",
    ]
    return dossier.tables.filter { !shown.contains($0.name) }.flatMap { table in
      [
        PlainDocument.Block.heading(CopyWords.title(of: table.name)),
        .list(
          table.rows.map { row in
            zip(table.columns, row).compactMap { entry, value in
              dossier.words.text(value, of: entry).map { "\(CopyWords.heading(entry)): \($0)" }
            }.joined(separator: "; ")
          }),
      ]
    }
  }

  private var readers: [PlainDocument.Block] {
    [
      .heading("Quem viu ou mudou, e quando"),
      .paragraph(
        "Da auditoria da central; este pedido também está nela."
          + (dossier.sealedElsewhere.map {
            " Faltam registros de até \($0.local.date.display), que foram selados em arquivo e não puderam ser lidos "
              + "para esta resposta: peça-os ao encarregado."
          } ?? "")),
      .table(
        ["Quando", "Quem", "O que fez", "Campos"],
        dossier.readers.map { entry in
          [
            entry.time.local.display, entry.actor, Self.deed(entry),
            entry.fields.split(separator: " ").map { CodeWords.field(String($0)) }
              .joined(separator: ", "),
          ]
        }),
    ]
  }

  private static func deed(_ entry: AuditEntry) -> String {
    let deed =
      switch AuditAction(rawValue: entry.action) {
      case .create: "registrou"
      case .read: "viu"
      case .search: "procurou"
      case .update: "mudou"
      case .delete: "eliminou"
      case .export: "gravou em arquivo"
      case .refused: "tentou e não pôde"
      case .login: "entrou"
      case .config: "mudou um ajuste"
      case nil: entry.action
      }
    return "\(deed) (\(CodeWords.entity(entry.entity)))"
  }

  // MARK: - For machines

  var json: JSON {
    let request = dossier.request
    return .members([
      "formato": .string("atende.dados-do-titular.2"),
      "central": .string(dossier.settings.organization),
      "encarregado": .string(DataProtectionOfficers(dossier.settings).main),
      "pedido": .string(request.protocolNumber.description),
      "direito": .string(request.kind.rawValue), "artigo": .string(request.kind.article),
      "gerado_em": .string(dossier.moment.iso8601),
      "registro_encontrado": .bool(dossier.record != nil),
      "tabelas": .array(dossier.tables.map(json)),
      "compartilhamentos": .array(
        dossier.disclosures.map { shared in
          .members([
            "quando": .string(shared.moment.iso8601), "por": .string(shared.login),
            "formato": .string(shared.format), "motivo": .optional(shared.justification),
            "filtros": .string(shared.filterWords(dossier.words)),
            "mascarado": .bool(shared.isMasked),
            "so_desta_pessoa": .bool(shared.isOwn),
          ])
        }),
      "acessos": .array(
        dossier.readers.map { entry in
          .members([
            "seq": .integer(entry.seq), "quando": .string(entry.time.iso8601),
            "quem": .string(entry.actor), "acao": .string(entry.action),
            "entidade": .string(entry.entity), "campos": .string(entry.fields),
          ])
        }),
    ])
  }

  /// What each code of a column means; null where it has none.
  private func codes(_ entry: DataCatalogue.Entry) -> JSON {
    let meanings = CodeWords.meanings(in: entry)
    guard !meanings.isEmpty else { return .null }
    return .object(meanings.map { JSON.Member(key: $0.code, value: .string($0.words)) })
  }

  private func json(_ table: PersonDossier.Table) -> JSON {
    let title = CopyWords.title(of: table.name)
    return .members([
      "tabela": .string(CopyWords.key(title)), "titulo": .string(title),
      "colunas": .array(
        table.columns.map { entry in
          .members([
            "nome": .string(CopyWords.key(CopyWords.heading(entry))),
            "titulo": .string(CopyWords.heading(entry)), "especie": .string(entry.kind.rawValue),
            "finalidade": .string(entry.purpose), "base_legal": .string(entry.legalBasis),
            "sensivel": .bool(entry.isSensitive),
            "retencao_dias": entry.retentionDays.map { .integer(Int64($0)) } ?? .null,
            "codigos": codes(entry),
          ])
        }),
      "linhas": .array(
        table.rows.map { row in
          .object(
            zip(table.columns, row).map { entry, value in
              JSON.Member(
                key: CopyWords.key(CopyWords.heading(entry)),
                value: dossier.words.json(value, of: entry))
            })
        }),
    ])
  }
}

extension AuditEntry {
  /// Whether it gave the record this field's value.
  fileprivate func sets(_ key: FieldKey) -> Bool {
    outcome == AuditOutcome.done.rawValue
      && [AuditAction.create.rawValue, AuditAction.update.rawValue].contains(action)
      && fields.split(separator: " ").contains(Substring(key.rawValue))
  }

  fileprivate var isFromFile: Bool {
    reason == AuditTrail.Event.fromFile || reason == AuditTrail.Event.fromExport
  }

  /// Whether somebody wrote over the value in the record itself; what two records become is of either.
  fileprivate var isChangeByHand: Bool {
    action == AuditAction.update.rawValue && entity == AuditEntity.contact.rawValue && !isFromFile
      && reason?.hasPrefix("unificação") != true
  }
}
