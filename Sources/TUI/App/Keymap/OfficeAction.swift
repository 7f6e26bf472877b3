/// What a key asks for that has to do with running the centre.
enum OfficeAction: String, Equatable, Sendable, CaseIterable {
  /// To **Exportar e importar**.
  case transfer
  /// To its other half.
  case importing
  /// To **Administração**.
  case admin
  case addPerson
  /// The first minutes, step by step.
  case tour
}
