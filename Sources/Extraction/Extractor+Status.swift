public import ContactsCore

extension Extractor {
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
}
