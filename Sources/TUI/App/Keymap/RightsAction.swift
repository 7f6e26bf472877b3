/// What a key asks for that has to do with what people may ask of the centre by the law.
enum RightsAction: String, Equatable, Sendable, CaseIterable {
  /// To **LGPD**.
  case show
  /// Registers what somebody asks for: of the person in view or, from the list, of somebody without a record.
  case new
  case refuse
  /// The ledger of consents of the person in view.
  case consents
  /// The record of who asks.
  case record
  case revoke
  /// Keeps what is known of the person in view although it should go.
  case hold
  case release
  /// Registers an incident.
  case incident
}
