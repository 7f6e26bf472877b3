import ContactsCore

/// All of one record, for a program or for a person who was audited for reading it.
struct RecordOutput {
  let record: ContactRecord
  let reasons: [Reason]
  /// What was asked for: a record that became part of another leads to that one.
  var askedFor: UID?

  private var redirect: UID? { askedFor == contact.uid ? nil : askedFor }

  private var contact: Contact { record.contact }
  private var fields: ContactFields { record.contact.fields }

  // MARK: - JSON

  var json: JSON {
    let record = JSON.members([
      "uid": .string(contact.uid.text),
      "nome": .text(fields.name), "nome_social": .text(fields.socialName),
      "telefones": .array(fields.phones.map { RecordOutput.json(of: $0.revealed(for: .output)) }),
      "emails": .array(fields.emails.map { .string($0.revealed(for: .output).text) }),
      "cpf": .optional(fields.cpf?.revealed(for: .output).digits),
      "nascimento": .optional(fields.birthDate?.revealed(for: .output).iso8601),
      "cidade": .text(fields.city), "uf": .optional(fields.state?.rawValue),
      "observacoes": .text(fields.notes), "responsavel": .text(fields.guardian),
      "canal_seguro": .text(fields.safeChannel), "situacao": .string(contact.status.rawValue),
      "criado_em": .string(contact.createdAt.iso8601),
      "atualizado_em": .string(contact.updatedAt.iso8601),
      "versao": .integer(Int64(contact.version)),
      "atendimentos": .array(self.record.interactions.map(json(of:))),
      "consentimentos": .array(self.record.consents.map(RecordOutput.json(of:))),
    ])
    guard case .object(var members) = record else { return record }
    if let restriction = self.record.restriction {
      members.append(JSON.Member(key: "restricao", value: RecordOutput.json(of: restriction)))
    }
    if let caution = self.record.guardianCaution {
      members.append(
        JSON.Member(
          key: "cuidado_responsavel",
          value: .members([
            "pode_ser_agressor": .bool(caution.mayBeAggressor.revealed(for: .output)),
            "melhor_interesse": .text(caution.bestInterest), "por": .string(caution.notedBy),
            "desde": .string(caution.notedAt.iso8601),
          ])))
    }
    if let redirect {
      members.append(JSON.Member(key: "unido_de", value: .string(redirect.text)))
    }
    return .object(members)
  }

  private static func json(of restriction: Restriction) -> JSON {
    .members([
      "pessoas": .array(restriction.readers.map(JSON.string)), "motivo": .text(restriction.reason),
      "por": .string(restriction.by), "desde": .string(restriction.since.iso8601),
    ])
  }

  private static func json(of phone: PhoneNumber) -> JSON {
    .members([
      "valor": .string(phone.value), "nacional": .string(phone.national),
      "completo": .bool(phone.isComplete), "digitado": .string(phone.typed),
    ])
  }

  private func json(of interaction: Interaction) -> JSON {
    let fields = interaction.fields
    return .members([
      "uid": .string(interaction.uid.text),
      "protocolo": .string(interaction.protocolNumber.description),
      "canal": .string(fields.channel.rawValue), "motivo": .optional(reason(of: fields)),
      "motivo_codigo": .optional(fields.reasonCode), "urgencia": .string(fields.urgency.rawValue),
      "ocorrido_em": .string(fields.occurredAt.iso8601), "data": .optional(fields.date?.iso8601),
      "texto": .text(fields.text), "extracao": .string(fields.extraction.rawValue),
      "atendente": .string(interaction.attendant),
      "criado_em": .string(interaction.createdAt.iso8601),
      "origens": .array(fields.provenance.map(RecordOutput.json(of:))),
      "estado": .string(interaction.state.rawValue),
      "atribuido_a": .optional(interaction.assignee),
      "encerramento": interaction.closing.map(RecordOutput.json(of:)) ?? .null,
    ])
  }

  private static func json(of closing: Closing) -> JSON {
    .members([
      "em": .string(closing.at.iso8601), "por": .string(closing.by),
      "desfecho": .string(closing.outcome), "desfecho_codigo": .string(closing.outcomeCode),
      "motivo": .optional(closing.reason), "duracao_ms": .integer(closing.handlingMilliseconds),
      "nota": .text(closing.note),
    ])
  }

  private static func json(of provenance: FieldProvenance) -> JSON {
    .members([
      "campo": .string(provenance.field.rawValue), "origem": .string(provenance.origin.rawValue),
      "modelo": .optional(provenance.model), "modelo_digest": .optional(provenance.modelDigest),
      "versao_instrucao": .optional(provenance.promptVersion), "trecho": .span(provenance.span),
      "revisao": .string(provenance.review.rawValue),
    ])
  }

  private static func json(of consent: Consent) -> JSON {
    .members([
      "finalidade": .string(consent.purpose), "base_legal": .string(consent.legalBasis),
      "versao_texto": .string(consent.textVersion), "sha256_texto": .string(consent.textHash),
      "canal": .string(consent.channel.rawValue), "decisao": .string(consent.decision.rawValue),
      "registrado_em": .string(consent.recordedAt.iso8601),
      "registrado_por": .string(consent.recordedBy),
    ])
  }

  /// In free words if it was said so, else by the name of the catalogue.
  private func reason(of fields: InteractionFields) -> String? {
    fields.reason?.revealed(for: .output)
      ?? reasons.first { $0.code == fields.reasonCode }?.name ?? fields.reasonCode
  }

  // MARK: - Text

  var text: String {
    var rows: [(label: String, value: String)] = [("Identificador", contact.uid.text)]
    func add(_ label: String, _ value: String?) {
      if let value, !value.isEmpty { rows.append((label, printable(value, keepsLines: true))) }
    }
    if let caution = record.guardianCaution {
      if caution.mayBeAggressor.revealed(for: .output) { add("Cuidado", GuardianCaution.warning) }
      add("Melhor interesse", caution.bestInterest?.revealed(for: .output))
    }
    add("Unido", redirect.map { "o registro \($0) faz parte deste" })
    add("Nome", fields.name?.revealed(for: .output))
    add("Nome social", fields.socialName?.revealed(for: .output))
    for phone in fields.phones { add("Telefone", phone.revealed(for: .output).national) }
    for email in fields.emails { add("E-mail", email.revealed(for: .output).text) }
    add("CPF", fields.cpf?.revealed(for: .output).formatted)
    add("Nascimento", fields.birthDate?.revealed(for: .output).display)
    let place = [fields.city?.revealed(for: .output), fields.state?.rawValue].compactMap(\.self)
    add("Cidade", place.joined(separator: " / "))
    add("Observações", fields.notes?.revealed(for: .output))
    add("Responsável", fields.guardian?.revealed(for: .output))
    add("Canal seguro", fields.safeChannel?.revealed(for: .output))
    add("Situação", contact.status.rawValue)
    add("Cadastro", contact.createdAt.local.display)
    add("Última alteração", "\(contact.updatedAt.local.display) (versão \(contact.version))")
    if let restriction = record.restriction {
      add("Restrito a", restriction.readers.joined(separator: ", "))
    }
    var text = aligned(rows)
    for interaction in record.interactions { text += "\n" + self.text(of: interaction) }
    if !record.consents.isEmpty {
      text += "\nConsentimentos\n"
      for consent in record.consents {
        text +=
          "  \(consent.recordedAt.local.display)  \(consent.decision.label)  "
          + printable("\(consent.purpose) (\(consent.legalBasis))") + "\n"
      }
    }
    return text
  }

  private func text(of interaction: Interaction) -> String {
    let fields = interaction.fields
    var rows: [(label: String, value: String)] = [
      ("  Quando", fields.occurredAt.local.display), ("  Canal", fields.channel.label),
      ("  Urgência", fields.urgency.label), ("  Atendente", printable(interaction.attendant)),
    ]
    if let reason = reason(of: fields) { rows.insert(("  Motivo", printable(reason)), at: 2) }
    if let date = fields.date {
      let time = date.minutes.map { " \(clock($0))" } ?? ""
      rows.append(("  Data", date.date.display + time))
    }
    if let text = fields.text?.revealed(for: .output) {
      rows.append(("  Texto", printable(text, keepsLines: true)))
    }
    rows += ending(of: interaction)
    return "Atendimento \(interaction.protocolNumber)\n" + aligned(rows)
  }

  /// How far the work is, and how it was ended.
  private func ending(of interaction: Interaction) -> [(label: String, value: String)] {
    let assignee = interaction.assignee.map { ", com \(printable($0))" } ?? ""
    guard let closing = interaction.closing else {
      return [("  Situação", interaction.state.label + assignee)]
    }
    var rows = [
      (
        "  Situação",
        "encerrado por \(printable(closing.by)) em \(closing.at.local.display)"
      ),
      ("  Desfecho", printable(closing.outcome)),
    ]
    if let reason = closing.reason,
      nameKey(reason) != self.reason(of: interaction.fields).map(nameKey)
    {
      rows.append(("  Motivo ao encerrar", printable(reason)))
    }
    if let note = closing.note?.revealed(for: .output) {
      rows.append(("  Nota", printable(note, keepsLines: true)))
    }
    return rows
  }
}

/// `15:00` for minutes after midnight.
func clock(_ minutes: Int) -> String {
  let digits = String(10_000 + minutes / 60 * 100 + minutes % 60).dropFirst()
  return "\(digits.prefix(2)):\(digits.suffix(2))"
}

extension JSON {
  /// What a person told us, read for an audited output.
  static func text(_ value: Sensitive<String>?) -> JSON {
    .optional(value?.revealed(for: .output))
  }

  /// `[start, end]`, or null.
  static func span(_ span: Range<Int>?) -> JSON {
    span.map { [.integer(Int64($0.lowerBound)), .integer(Int64($0.upperBound))] } ?? .null
  }
}
