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
  /// The standard limits, but for what a test changes.
  init(
    question: Int? = nil, firstToken: Int? = nil, loading: Int? = nil, betweenTokens: Int? = nil,
    total: Int? = nil
  ) {
    self.init(settings: Settings())
    if let question { self.question = question }
    if let firstToken { self.firstToken = firstToken }
    if let loading { self.loading = loading }
    if let betweenTokens { self.betweenTokens = betweenTokens }
    if let total { self.total = total }
  }
}
