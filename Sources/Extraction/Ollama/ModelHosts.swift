import ContactsCore

/// The servers of the model, as they were named, and whether each may be asked.
struct ModelHosts: Sendable {
  struct Host: Sendable {
    /// As a person typed it.
    let setting: String
    let client: Result<OllamaClient, OllamaError>

    /// The address as it is asked; nil for one that may not be.
    // Why it may not be asked is said by `usable`.
    var name: String? { (try? client.get())?.address.url }
  }

  let all: [Host]

  init(_ settings: [String], settings model: ModelSettings, limits: ModelLimits) {
    all = settings.map { setting in
      Host(setting: setting, client: ModelHosts.client(setting, model, limits))
    }
  }

  /// Names of those that may be asked, each once; throws why the first may not when there is none.
  func usable() throws(OllamaError) -> [String] {
    var names: [String] = []
    for name in all.compactMap(\.name) where !names.contains(name) { names.append(name) }
    if names.isEmpty, let first = all.first { _ = try first.client.get() }
    return names
  }

  func client(_ name: String) -> OllamaClient? {
    // Those that may not be asked are left out: `usable` says why.
    all.lazy.compactMap { try? $0.client.get() }.first { $0.address.url == name }
  }

  private static func client(
    _ setting: String, _ model: ModelSettings, _ limits: ModelLimits
  ) -> Result<OllamaClient, OllamaError> {
    do throws(OllamaAddress.Problem) {
      let address = try OllamaAddress(setting)
      do throws(OllamaError) {
        return .success(try OllamaClient(address: address, settings: model, limits: limits))
      } catch {
        return .failure(error)
      }
    } catch {
      return .failure(.invalidAddress(error))
    }
  }
}
