extension RegistrationForm {
  /// What the centre's settings fill in where a form is silent.
  public struct Defaults: Equatable, Sendable {
    public let channel: Channel
    public let consent: Consent.Decision

    public init(channel: Channel, consent: Consent.Decision) {
      self.channel = channel
      self.consent = consent
    }
  }

  /// Whether a text goes into the queue, to be read.
  public enum TextReading: Equatable, Sendable {
    case always
    /// When nothing else is said of the person.
    case whenAlone
    case never
  }

  /// The registration of a new contact.
  ///
  /// - Parameters:
  ///   - defaults: What fills the gaps.
  ///   - now: When the interaction happened, if the form does not say.
  ///   - key: Saves once, however often it is sent.
  ///   - needsInteraction: Whether there is an interaction even if nothing was said of one.
  ///   - reading: Which texts wait for the model.
  /// - Returns: what `ContactBook` saves.
  public func registration(
    defaults: Defaults, now: Timestamp, key: UID, needsInteraction: Bool,
    reading: TextReading = .whenAlone
  ) -> Registration {
    let interaction =
      needsInteraction || hasInteraction
      ? interaction(channel: defaults.channel, now: now, reading: reading) : nil
    return Registration(
      target: .new(contact), interaction: interaction, consent: defaults.consent,
      idempotencyKey: key, draft: nil)
  }

  func interaction(
    channel standard: Channel, now: Timestamp, reading: TextReading = .whenAlone
  ) -> InteractionFields {
    let isRead =
      switch reading {
      case .always: text != nil
      // A text alone waits for somebody, or the model, to say what is in it.
      case .whenAlone: text != nil && contact.isEmpty
      case .never: false
      }
    return InteractionFields(
      channel: channel ?? standard, reasonCode: reasonCode, reason: reason,
      urgency: urgency ?? .medium, occurredAt: occurredAt ?? now, text: text,
      extraction: isRead ? .pending : .manual, provenance: provenance)
  }

  /// Every value here was given by somebody outside, and none proposed by us.
  private var provenance: [FieldProvenance] {
    let given: [(ExtractedField, Bool)] = [
      (.name, contact.name != nil), (.phones, !contact.phones.isEmpty),
      (.emails, !contact.emails.isEmpty), (.cpf, contact.cpf != nil),
      (.reason, reason != nil || reasonCode != nil), (.urgency, urgency != nil),
      (.city, contact.city != nil), (.state, contact.state != nil),
    ]
    return given.filter(\.1).map { field, _ in
      FieldProvenance(
        field: field, origin: .manual, model: nil, modelDigest: nil, promptVersion: nil, span: nil,
        review: .accepted)
    }
  }
}
