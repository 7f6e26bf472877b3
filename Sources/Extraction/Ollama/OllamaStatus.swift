public import ContactsCore

/// How the model's server is, for `doctor` and the title bar.
public struct OllamaStatus: Equatable, Sendable {
  /// Why the model cannot be asked now; nil when it can.
  public var problem: OllamaError?
  /// Nil when the server did not say.
  public var version: String?
  /// Nil when the server does not list it.
  public var model: Model?
  /// Nil when the model is not in memory.
  public var loaded: Loaded?

  public init(
    problem: OllamaError? = nil, version: String? = nil, model: Model? = nil, loaded: Loaded? = nil
  ) {
    self.problem = problem
    self.version = version
    self.model = model
    self.loaded = loaded
  }

  /// Whether a server answered at all.
  public var isReachable: Bool { version != nil || model != nil }

  /// A model as the server lists it.
  public struct Model: Equatable, Sendable {
    public var name: String
    /// Of its weights.
    public var digest: String?
    /// Bytes on disk.
    public var size: Int64?
    /// Such as `8.0B`.
    public var parameters: String?
    /// Such as `Q4_0`.
    public var quantization: String?
    /// Whether the server hands its requests on to machines elsewhere.
    public var isRemote: Bool
  }

  /// A model in memory.
  public struct Loaded: Equatable, Sendable {
    /// Bytes in all memory.
    public var size: Int64
    /// Bytes of it on a GPU.
    public var sizeOnGPU: Int64
    /// When it will be put out of memory if nobody asks it; nil when the server did not say.
    public var expiresAt: Timestamp?

    /// 0 to 1.
    public var shareOnGPU: Double {
      size > 0 ? min(1, max(0, Double(sizeOnGPU) / Double(size))) : 0
    }
  }
}

extension OllamaClient {
  /// Asks for the version, the list of models and what is loaded; no text of anybody is sent.
  public func status() async -> OllamaStatus {
    var status = OllamaStatus()
    do throws(OllamaError) {
      let version = try await ask("/api/version").answer
      status.version = version?["version"]?.string
      let tags = try await ask("/api/tags")
      guard let list = tags.answer?["models"]?.array else {
        // An Ollama that fails is no other program.
        status.problem =
          OllamaClient.failed(tags) ? .serverFailed(status: tags.status) : .notOllama
        return status
      }
      status.model = listed(in: list).map(OllamaClient.model)
      status.loaded = listed(in: try await ask("/api/ps").answer?["models"]?.array ?? [])
        .map { entry in
          OllamaStatus.Loaded(
            size: entry["size"]?.integer ?? 0, sizeOnGPU: entry["size_vram"]?.integer ?? 0,
            expiresAt: entry["expires_at"]?.string.flatMap(Timestamp.init(iso8601:)))
        }
      if try await isRemote(status.model) {
        status.model?.isRemote = true
        status.problem = .remoteModel
      } else if status.model == nil {
        status.problem = .modelMissing(model: settings.name)
      }
    } catch {
      status.problem = error
    }
    return status
  }

  /// What is known of the model before a text is sent to it.
  struct Readiness: Equatable, Sendable {
    var digest: String?
    var isLoaded: Bool
  }

  /// Makes sure that the model runs where the server runs.
  ///
  /// A model that is not listed is left to the chat to refuse. So is a server that does not know these questions, since
  /// it is older than Ollama's cloud; one that fails at them all is not trusted with a text.
  func prepare() async throws(OllamaError) -> Readiness {
    if OllamaClient.isCloudName(settings.name) { throw .remoteModel }
    do throws(OllamaError) {
      let tags = try await ask("/api/tags")
      let model = listed(in: tags.answer?["models"]?.array ?? []).map(OllamaClient.model)
      let show = try await show()
      if model?.isRemote == true || OllamaClient.isRemote(show.answer) { throw .remoteModel }
      if OllamaClient.failed(tags), OllamaClient.failed(show) {
        throw .serverFailed(status: show.status)
      }
      let running = try await ask("/api/ps").answer?["models"]?.array ?? []
      return Readiness(digest: model?.digest, isLoaded: listed(in: running) != nil)
    } catch {
      // Nothing had been asked of the model yet: a connection that breaks here is no answer at all.
      throw error == .interrupted ? .unreachable : error
    }
  }

  private func isRemote(_ model: OllamaStatus.Model?) async throws(OllamaError) -> Bool {
    if OllamaClient.isCloudName(settings.name) || model?.isRemote == true { return true }
    return OllamaClient.isRemote(try await show().answer)
  }

  private func show() async throws(OllamaError) -> Reply {
    try await ask("/api/show", body: "{\"model\":\(JSONValue.quoted(settings.name))}")
  }

  /// 501 is how simple servers say that they do not know a method.
  private static func failed(_ reply: Reply) -> Bool {
    (500...599).contains(reply.status) && reply.status != 501
  }

  private func listed(in models: [JSONValue]) -> JSONValue? {
    let wanted = OllamaClient.canonical(settings.name)
    return models.first { entry in
      [entry["name"], entry["model"]].contains { field in
        field?.string.map(OllamaClient.canonical) == wanted
      }
    }
  }

  private static func model(_ entry: JSONValue) -> OllamaStatus.Model {
    OllamaStatus.Model(
      name: entry["name"]?.string ?? entry["model"]?.string ?? "",
      digest: entry["digest"]?.string, size: entry["size"]?.integer,
      parameters: entry["details"]?["parameter_size"]?.string,
      quantization: entry["details"]?["quantization_level"]?.string, isRemote: isRemote(entry))
  }

  private static func isRemote(_ entry: JSONValue?) -> Bool {
    [entry?["remote_host"], entry?["remote_model"]].contains { field in
      field?.string.map { !$0.isEmpty } ?? false
    }
  }

  static func isCloudName(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix("-cloud") || name.hasSuffix(":cloud")
  }

  /// The form in which two spellings of a model's name are equal, in lower case.
  ///
  /// The default library, with the host before it, and the default tag are left out.
  static func canonical(_ name: String) -> String {
    var name = Substring(name.lowercased())
    let parts = name.split(separator: "/")
    if parts.count > 1, parts[parts.count - 2] == "library" { name = parts[parts.count - 1] }
    let last = name.split(separator: "/").last ?? ""
    return last.contains(":") ? String(name) : "\(name):latest"
  }
}
