public import ContactsCore

extension Extractor {
  /// Name of the model that is asked.
  public var model: String { settings.name }

  /// Of the prompt in use.
  public var promptVersion: String { prompt.version }

  /// How each of the model's servers is, in the order in which they are set.
  public func statuses() async -> [(address: String, status: OllamaStatus)] {
    var statuses: [(address: String, status: OllamaStatus)] = []
    for host in hosts.all {
      switch host.client {
      case .success(let client):
        let status = await client.status()
        if let digest = status.model?.digest { seen.digest = digest }
        statuses.append((client.address.url, status))
      case .failure(let error): statuses.append((host.setting, OllamaStatus(problem: error)))
      }
    }
    return statuses
  }

  /// How the model does at the first server that can be asked, else why the first cannot.
  public func status() async -> OllamaStatus {
    let statuses = await statuses().map(\.status)
    return statuses.first { $0.problem == nil } ?? statuses.first ?? OllamaStatus()
  }

  /// How each host has done of late, as all processes of the machine have seen it.
  public func health() async -> [ModelHostHealth] {
    await door?.health() ?? []
  }

  /// All of it in a word, for the title bar.
  public func condition() async -> ModelCondition {
    Extractor.condition(of: await statuses(), await health(), isLoading: seen.isLoading)
  }

  /// The best that any server can do.
  public static func condition(
    of statuses: [(address: String, status: OllamaStatus)], _ health: [ModelHostHealth],
    isLoading: Bool = false
  ) -> ModelCondition {
    var best = ModelCondition.unavailable
    for (address, status) in statuses {
      let known = health.first { $0.host == address }
      let condition = condition(of: status, known, isLoading: isLoading)
      if condition.rank > best.rank { best = condition }
      if case .resting(let until) = condition, case .resting(let other) = best, until < other {
        best = condition
      }
    }
    return best
  }

  private static func condition(
    of status: OllamaStatus, _ health: ModelHostHealth?, isLoading: Bool
  ) -> ModelCondition {
    if case .open(let until)? = health?.breaker { return .resting(until: until) }
    switch status.problem {
    case .modelMissing: return .absent
    case .some: return .unavailable
    case nil:
      if status.loaded != nil { return .ready(p50: health?.p50) }
      return isLoading ? .loading : .asleep(p50: health?.p50)
    }
  }

  // MARK: - Care

  /// Has every server read the model into memory that has not done so; for the moment of signing in.
  ///
  /// - Returns: why a server could not, each once; empty when all is well.
  public func preload() async -> [OllamaError] {
    seen.loading(1)
    defer { seen.loading(-1) }
    return await withTaskGroup(of: OllamaError?.self) { group in
      for host in hosts.all {
        guard case .success(let client) = host.client else { continue }
        group.addTask {
          do throws(OllamaError) {
            try await client.preload()
            return nil
          } catch {
            return error
          }
        }
      }
      return await group.reduce(into: []) { errors, error in
        if let error, !errors.contains(error) { errors.append(error) }
      }
    }
  }

  /// Has every server fetch the model from Ollama's registry, one after another.
  ///
  /// Nothing of the centre leaves it: Ollama itself goes out and fetches. Who may have this done is for the caller to check.
  ///
  /// - Parameter onProgress: gets the server's address and how far its files have come.
  /// - Throws: why the first server that failed did.
  public func pull(
    onProgress: @Sendable (String, PullProgress) -> Void
  ) async throws(PullError) {
    let names: [String]
    do throws(OllamaError) { names = try hosts.usable() } catch { throw .server(error) }
    for name in names {
      guard let client = hosts.client(name) else { continue }
      try await client.pull { onProgress(name, $0) }
    }
  }
}

extension ModelCondition {
  /// Of two servers the one that can do more speaks for the model.
  fileprivate var rank: Int {
    switch self {
    case .unavailable: 0
    case .absent: 1
    case .resting: 2
    case .loading: 3
    case .asleep: 4
    case .ready: 5
    }
  }
}
