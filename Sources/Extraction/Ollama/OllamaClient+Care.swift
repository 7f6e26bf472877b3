internal import ContactsCore

extension OllamaClient {
  /// Milliseconds that a pull may take in all: a slow line needs a night for a few gigabytes.
  private static let longestPull = 86_400_000
  /// Milliseconds without a word; a slow disk checks a large file for minutes.
  private static let longestSilence = 600_000
  /// Bytes of a pull's stream: some lines a second, for a day.
  private static let longestReport = 1 << 29

  /// Has the server fetch the model from Ollama's registry; no text of anybody is sent.
  ///
  /// The server goes on from where an earlier pull was broken off. Cancelling breaks it off.
  func pull(onProgress: (PullProgress) -> Void) async throws(PullError) {
    guard !OllamaClient.isCloudName(settings.name) else { throw .server(.remoteModel) }
    let transfer = start(
      "/api/pull",
      body: Array("{\"model\":\(JSONValue.quoted(settings.name)),\"stream\":true}".utf8),
      firstByte: OllamaClient.longestSilence, betweenBytes: OllamaClient.longestSilence,
      total: OllamaClient.longestPull, longest: OllamaClient.longestReport)
    defer { transfer.cancel() }
    var progress = PullProgress()
    var lines = LineSplitter()
    var status = 0
    for await event in transfer.events {
      var complete: [[UInt8]] = []
      switch event {
      case .head(let code, _): status = code
      case .body(let bytes):
        guard let more = lines.append(bytes) else { throw .server(.runaway) }
        complete = more
      case .finished: complete = [lines.remainder].filter { !$0.isEmpty }
      case .failed(let failure): throw .server(OllamaError(failure))
      }
      for line in complete {
        guard let line = JSONValue(line) else { throw .server(.notOllama) }
        if let error = line["error"]?.string { throw PullError(telling: error) }
        guard status == 200 else { throw .server(.notOllama) }
        let before = progress
        progress.take(line)
        if progress != before { onProgress(progress) }
      }
      if event == .finished {
        guard progress.stage == .finished else {
          throw .server(status == 200 ? .interrupted : .notOllama)
        }
        return
      }
    }
    throw .server(.cancelled)
  }

  /// Has the server read the model into memory, with the context that the questions will have; no text is sent.
  func preload() async throws(OllamaError) {
    let readiness = try await prepare()
    guard !readiness.isLoaded else { return }
    let request = ChatRequest(messages: [], settings: settings)
    let reply = try await ask(
      "/api/generate", body: request.preloadingBody, within: limits.loading)
    guard reply.status == 200 else {
      throw ChatStream.error(
        status: reply.status, isOllama: reply.json?["error"]?.string != nil, model: settings.name)
    }
  }
}
