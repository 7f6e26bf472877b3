import ContactsCore

extension Check {
  /// How many texts wait for the model or for a person, and what of it somebody should see to.
  static func queue(_ health: QueueHealth) -> Check {
    let title = "Fila da IA"
    let warnings = health.warnings
    guard warnings.isEmpty else {
      return Check(
        name: "fila", title: title, state: .warning,
        message: warnings.map(\.sentence).joined(separator: " "),
        advice: "Veja `atende queue list` e a tela Fila; `atende queue run` lê a fila sem as telas."
      )
    }
    return Check(
      name: "fila", title: title, state: .fine,
      message: "\(health.waiting) à espera da IA, \(health.toReview) à espera de revisão, "
        + "\(health.failed) que a IA não leu.")
  }
}
