import ContactsCore

@testable import Extraction

extension ModelSettings {
  /// The standard settings, but for what a test changes.
  init(
    name: String? = nil, keepAlive: String? = nil, contextTokens: Int? = nil,
    allowsPrivateNetwork: Bool = false
  ) {
    self.init(name: name, settings: Settings())
    if let keepAlive { self.keepAlive = keepAlive }
    if let contextTokens { self.contextTokens = contextTokens }
    self.allowsPrivateNetwork = allowsPrivateNetwork
  }
}

extension ModelLimits {
  /// Limits that no machine reaches, however busy, but for what a test changes.
  init(
    question: Int? = nil, firstToken: Int? = nil, loading: Int? = nil, betweenTokens: Int? = nil,
    total: Int? = nil
  ) {
    let hour = 3_600_000
    self.init(settings: Settings())
    connect = hour
    self.question = question ?? hour
    self.firstToken = firstToken ?? hour
    self.loading = loading ?? hour
    self.betweenTokens = betweenTokens ?? hour
    self.total = total ?? hour
  }
}
