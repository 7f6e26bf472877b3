import ContactsCore

/// A person of an export of ours, read back whole.
enum ExportedRecord {
  /// What no hand-made list of people has.
  static func isOne(_ document: JSON) -> Bool {
    document["uid"] != nil && document["atendimentos"] != nil && document["consentimentos"] != nil
  }

  static func row(_ document: JSON, line: Int) -> ImportRow {
    var reader = Reader()
    guard let record = reader.record(document) else {
      return ImportRow(line: line, refused: reader.complaint)
    }
    return ImportRow(line: line, record: record)
  }

  /// Reads values and remembers the first that is not as we write it, by its key.
  private struct Reader {
    var badKey: String?
    var isMasked = false

    var complaint: String {
      isMasked
        ? "A exportação é mascarada: não traz os dados das pessoas."
        : "O registro não está como a exportação o grava (\(badKey ?? "atendimentos"))."
    }

    mutating func record(_ document: JSON) -> ContactRecord? {
      guard let fields = self.fields(document),
        let uid = value(document, "uid", UID.init),
        let status = value(document, "situacao", ContactStatus.init(rawValue:)),
        let createdAt = value(document, "criado_em", Timestamp.init(iso8601:)),
        let updatedAt = value(document, "atualizado_em", Timestamp.init(iso8601:)),
        // Every change adds one: the last number there is could never be changed again.
        case .integer(let version)? = document["versao"], (1...1_000_000_000).contains(version)
      else { return nil }
      var interactions: [Interaction] = []
      for item in document["atendimentos"]?.items ?? [] {
        guard let interaction = self.interaction(item) else { return nil }
        interactions.append(interaction)
      }
      var consents: [Consent] = []
      for item in document["consentimentos"]?.items ?? [] {
        guard let consent = self.consent(item) else { return nil }
        consents.append(consent)
      }
      var promises: [KeptCallback] = []
      // Exports of earlier versions have none.
      for item in document["retornos"]?.items ?? [] {
        guard let promise = self.callback(item) else { return nil }
        promises.append(promise)
      }
      return ContactRecord(
        contact: Contact(
          uid: uid, fields: fields, status: status, createdAt: createdAt, updatedAt: updatedAt,
          version: Int(version)),
        interactions: interactions.reversed(), consents: consents.reversed(),
        promises: promises)
    }

    private mutating func callback(_ item: JSON) -> KeptCallback? {
      guard let uid = value(item, "uid", UID.init),
        let dueAt = value(item, "quando", Timestamp.init(iso8601:)),
        let attendant = value(item, "atendente", { $0 }),
        let state = value(item, "situacao", CallbackState.init(rawValue:)),
        let createdAt = value(item, "criado_em", Timestamp.init(iso8601:)),
        let createdBy = value(item, "criado_por", { $0 })
      else { return nil }
      guard case .integer(let postponed)? = item["adiamentos"] else {
        badKey = "adiamentos"
        return nil
      }
      var number: ProtocolNumber?
      if item["protocolo"]?.text != nil {
        guard let read = value(item, "protocolo", ProtocolNumber.init) else { return nil }
        number = read
      }
      var ended: KeptCallback.Mark?
      if item["encerrado_em"]?.text != nil {
        guard let at = value(item, "encerrado_em", Timestamp.init(iso8601:)),
          let by = value(item, "encerrado_por", { $0 })
        else { return nil }
        ended = KeptCallback.Mark(by: by, at: at)
      }
      return KeptCallback(
        uid: uid, protocolNumber: number, dueAt: dueAt,
        note: item["nota"]?.text.map(Sensitive.init), attendant: attendant, state: state,
        postponed: Int(postponed), created: KeptCallback.Mark(by: createdBy, at: createdAt),
        ended: ended)
    }

    private mutating func fields(_ document: JSON) -> ContactFields? {
      func sensitive(_ key: String) -> Sensitive<String>? {
        document[key]?.text.map(Sensitive.init)
      }
      var fields = ContactFields(
        name: sensitive("nome"), socialName: sensitive("nome_social"), city: sensitive("cidade"),
        notes: sensitive("observacoes"), guardian: sensitive("responsavel"),
        safeChannel: sensitive("canal_seguro"))
      for item in document["telefones"]?.items ?? [] {
        guard let value = item["valor"]?.text, let national = item["nacional"]?.text,
          let typed = item["digitado"]?.text, case .bool(let isComplete)? = item["completo"]
        else {
          if case .null? = item["valor"] { isMasked = true }
          badKey = "telefones"
          return nil
        }
        fields.phones.append(
          Sensitive(
            PhoneNumber(
              exported: value, national: national, isComplete: isComplete, typed: typed)))
      }
      for item in document["emails"]?.items ?? [] {
        guard let text = item.text, let email = EmailAddress(text) else {
          isMasked = item.text?.contains("•") == true
          badKey = "emails"
          return nil
        }
        fields.emails.append(Sensitive(email))
      }
      if document["cpf"]?.text != nil {
        guard let cpf = value(document, "cpf", CPF.init) else {
          isMasked = document["cpf"]?.text?.contains("*") == true
          return nil
        }
        fields.cpf = Sensitive(cpf)
      }
      if document["nascimento"]?.text != nil {
        guard let day = value(document, "nascimento", CivilDate.init(iso8601:)) else { return nil }
        fields.birthDate = Sensitive(day)
      }
      if document["uf"]?.text != nil {
        guard let state = value(document, "uf", StateCode.init(rawValue:)) else { return nil }
        fields.state = state
      }
      return fields
    }

    private mutating func interaction(_ item: JSON) -> Interaction? {
      guard let uid = value(item, "uid", UID.init),
        let number = value(item, "protocolo", ProtocolNumber.init),
        let channel = value(item, "canal", Channel.init(rawValue:)),
        let urgency = value(item, "urgencia", Urgency.init(rawValue:)),
        let occurredAt = value(item, "ocorrido_em", Timestamp.init(iso8601:)),
        let extraction = value(item, "extracao", ExtractionState.init(rawValue:)),
        let attendant = value(item, "atendente", { $0 }),
        let createdAt = value(item, "criado_em", Timestamp.init(iso8601:))
      else { return nil }
      var origins: [FieldProvenance] = []
      for origin in item["origens"]?.items ?? [] {
        guard let provenance = self.provenance(origin) else { return nil }
        origins.append(provenance)
      }
      var date: SuggestedDate?
      if item["data"]?.text != nil {
        guard let read = value(item, "data", SuggestedDate.init(iso8601:)) else { return nil }
        date = read
      }
      var closing: Closing?
      if let told = item["encerramento"], told != .null {
        guard let read = self.closing(told) else { return nil }
        closing = read
      }
      let state = item["estado"]?.text.flatMap(InteractionState.init(rawValue:)) ?? .closed
      return Interaction(
        uid: uid, protocolNumber: number,
        fields: InteractionFields(
          channel: channel, reasonCode: item["motivo_codigo"]?.text,
          reason: item["motivo"]?.text.map(Sensitive.init), urgency: urgency,
          occurredAt: occurredAt, date: date, text: item["texto"]?.text.map(Sensitive.init),
          extraction: extraction, provenance: origins),
        attendant: attendant, createdAt: createdAt, state: state,
        assignee: item["atribuido_a"]?.text, closing: closing)
    }

    private mutating func closing(_ item: JSON) -> Closing? {
      guard let at = value(item, "em", Timestamp.init(iso8601:)),
        let by = value(item, "por", { $0 }),
        let outcome = value(item, "desfecho", { $0 }),
        let code = value(item, "desfecho_codigo", { $0 })
      else { return nil }
      guard case .integer(let handling)? = item["duracao_ms"], handling >= 0 else {
        badKey = "duracao_ms"
        return nil
      }
      return Closing(
        at: at, by: by, outcomeCode: code, outcome: outcome, reason: nil,
        note: item["nota"]?.text.map(Sensitive.init), handlingMilliseconds: handling)
    }

    private mutating func provenance(_ item: JSON) -> FieldProvenance? {
      guard let field = value(item, "campo", ExtractedField.init(rawValue:)),
        let origin = value(item, "origem", FieldOrigin.init(rawValue:)),
        let review = value(item, "revisao", FieldProvenance.Review.init(rawValue:))
      else { return nil }
      var span: Range<Int>?
      if let ends = item["trecho"]?.items, ends.count == 2, case .integer(let start) = ends[0],
        case .integer(let end) = ends[1], start >= 0, start <= end
      {
        span = Int(start)..<Int(end)
      }
      return FieldProvenance(
        field: field, origin: origin, model: item["modelo"]?.text,
        modelDigest: item["modelo_digest"]?.text, promptVersion: item["versao_instrucao"]?.text,
        span: span, review: review)
    }

    private mutating func consent(_ item: JSON) -> Consent? {
      guard let purpose = value(item, "finalidade", { $0 }),
        let basis = value(item, "base_legal", { $0 }),
        let version = value(item, "versao_texto", { $0 }),
        let hash = value(item, "sha256_texto", { $0 }),
        let channel = value(item, "canal", Channel.init(rawValue:)),
        let decision = value(item, "decisao", Consent.Decision.init(rawValue:)),
        let recordedAt = value(item, "registrado_em", Timestamp.init(iso8601:)),
        let recordedBy = value(item, "registrado_por", { $0 })
      else { return nil }
      return Consent(
        purpose: purpose, legalBasis: basis, textVersion: version, textHash: hash,
        channel: channel, decision: decision, recordedAt: recordedAt, recordedBy: recordedBy)
    }

    private mutating func value<Value>(
      _ document: JSON, _ key: String, _ read: (String) -> Value?
    ) -> Value? {
      let found = document[key]?.text.flatMap(read)
      if found == nil { badKey = key }
      return found
    }
  }
}

extension JSON {
  /// The value of a key; nil when there is none.
  fileprivate subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
  fileprivate var items: [JSON]? { if case .array(let items) = self { items } else { nil } }
}
