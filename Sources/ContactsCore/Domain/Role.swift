/// What a person of the centre is there for (a person may hold several).
public enum Role: String, Sendable, CaseIterable, Codable {
  case attendant = "atendente"
  case supervisor
  /// Compliance staff: the person in charge of data protection (LGPD art. 41).
  case dataProtectionOfficer = "encarregado"
  case admin
}
