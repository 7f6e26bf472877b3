extension ContactBook {
  /// Records that somebody has a model installed, who must be allowed to; done before anything is fetched.
  public func recordModelPull(of model: String, as actor: Actor) async throws(StoreError) {
    let event = AuditTrail.Event(
      action: .config, entity: .settings, fields: ["modelo"], reason: "instalação de \(model)")
    try await writing(.changeSettings, event, as: actor) { (work) throws(StoreError) in
      try work.audit(event)
    }
  }
}
