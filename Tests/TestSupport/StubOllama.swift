internal import ContactsCore
internal import Glibc

/// `POLLRDHUP`, which the C library hides behind `_GNU_SOURCE`.
private let peerClosed: Int16 = 0x2000

/// A server on a free port of the loopback address that speaks Ollama's wire, or fails at it, as a test scripts it.
///
/// Every connection has its own thread and takes one request. Start one with `StubOllama(chat:)`, point `OLLAMA_HOST` at
/// `host`, and `stop()` it, or let it go.
public final class StubOllama: Sendable {
  public struct Request: Equatable, Sendable {
    public let method: String
    public let path: String
    public let body: String
  }

  /// What a connection does next.
  public enum Step: Sendable {
    case send(String)
    case bytes([UInt8])
    /// The same bytes, each in a packet of its own.
    case trickle(String)
    /// This many times the text, or until the other side leaves.
    case flood(String, times: Int)
    /// Until the gate opens or the other side leaves.
    case wait(Gate)
    /// Until the other side leaves.
    case hang
    /// Breaks the connection off instead of closing it.
    case reset
  }

  public enum Event: Equatable, Sendable {
    case request(path: String)
    /// The client closed its connection before the script was through.
    case clientLeft(path: String)
  }

  public typealias Script = @Sendable (Request) -> [Step]

  public let port: Int
  /// What happens, in order, for one reader.
  public let events: AsyncStream<Event>

  private struct Log {
    var requests: [Request] = []
    var bytesSent = 0
    var connections = 0
  }

  private let continuation: AsyncStream<Event>.Continuation
  private let log = Guarded(Log())
  private let listener: Int32
  private let stopped = Gate()

  /// Answers every request by `script`.
  public init(_ script: @escaping Script) {
    let (listener, port) = StubOllama.listen()
    self.listener = listener
    self.port = port
    (events, continuation) = AsyncStream.makeStream(of: Event.self)
    startThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0, let server = self else {
          if connection >= 0 { close(connection) }
          close(listener)
          return
        }
        server.log.withLock { $0.connections += 1 }
        startThread { [weak server] in
          server?.serve(connection, script)
          close(connection)
        }
      }
    }
  }

  /// Lists `models` as a healthy server does, and answers `/api/chat` with these steps.
  public convenience init(
    models: [String] = ["llama3:8b"], loaded: Bool = true, chat: [Step]
  ) {
    self.init { request in
      request.path == "/api/chat"
        ? chat : StubAnswer.housekeeping(request, models: models, loaded: loaded)
    }
  }

  deinit { stop() }

  /// For `OLLAMA_HOST`.
  public var host: String { "127.0.0.1:\(port)" }

  /// In the order in which they came.
  public var requests: [Request] { log.withLock { $0.requests } }

  /// Of all bodies and heads.
  public var bytesSent: Int { log.withLock { $0.bytesSent } }

  public var connections: Int { log.withLock { $0.connections } }

  /// Ends every connection and frees the port.
  public func stop() {
    stopped.open()
    shutdown(listener, Int32(SHUT_RDWR))
    continuation.finish()
  }

  private static func listen() -> (Int32, Int) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, length) == 0 && Glibc.listen(listener, 64) == 0
          && getsockname(listener, address, &length) == 0
      }
    }
    precondition(status, "no port left on the loopback address")
    return (listener, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// A port of the loopback address at which nothing listens.
  public static func freePort() -> Int {
    let (listener, port) = listen()
    close(listener)
    return port
  }
}

// MARK: One connection

extension StubOllama {
  private func serve(_ connection: Int32, _ script: Script) {
    var on: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &on, size)
    // What the kernel would take in advance says nothing of what the client took.
    var buffer: Int32 = 65_536
    setsockopt(connection, SOL_SOCKET, SO_SNDBUF, &buffer, size)
    guard let request = read(connection) else { return }
    log.withLock { $0.requests.append(request) }
    continuation.yield(.request(path: request.path))
    for step in script(request) {
      guard perform(step, connection) else {
        continuation.yield(.clientLeft(path: request.path))
        return
      }
    }
    // Closing with unread bytes would reset the connection and lose the end of the answer.
    shutdown(connection, Int32(SHUT_WR))
  }

  /// False when the other side has left.
  private func perform(_ step: Step, _ connection: Int32) -> Bool {
    switch step {
    case .send(let text): return send(Array(text.utf8), connection)
    case .bytes(let bytes): return send(bytes, connection)
    case .trickle(let text): return text.utf8.allSatisfy { send([$0], connection) }
    case .flood(let text, let times):
      let bytes = Array(text.utf8)
      return (0..<times).allSatisfy { _ in send(bytes, connection) }
    case .wait(let gate): return wait(gate, connection)
    case .hang: return wait(nil, connection)
    case .reset:
      var hard = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        connection, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
      return true
    }
  }

  private func send(_ bytes: [UInt8], _ connection: Int32) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let count = bytes[offset...].withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      offset += count
      log.withLock { $0.bytesSent += count }
    }
    return true
  }

  /// Waits for the gate, the client's leave or the end of the server, whichever comes first.
  private func wait(_ gate: Gate?, _ connection: Int32) -> Bool {
    var watched = [
      pollfd(fd: connection, events: peerClosed, revents: 0),
      pollfd(fd: stopped.readEnd, events: Int16(POLLIN), revents: 0),
      pollfd(fd: gate?.readEnd ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&watched, nfds_t(watched.count), -1) < 0 {}
    return watched[0].revents == 0
  }

  /// The request, its body as long as its head says.
  private func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let request = StubOllama.parsed(bytes) { return request }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
  }

  private static func parsed(_ bytes: [UInt8]) -> Request? {
    let end: [UInt8] = [0x0d, 0x0a, 0x0d, 0x0a]
    guard let blank = bytes.firstRange(of: end) else { return nil }
    let lines = String(decoding: bytes[..<blank.lowerBound], as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 3 else { return nil }
    let length = lines.lazy.compactMap { line -> Int? in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { return nil }
      return Int(parts[1].drop { $0 == " " })
    }.first
    let body = bytes[blank.upperBound...]
    guard body.count >= length ?? 0 else { return nil }
    return Request(
      method: String(words[0]), path: String(words[1]),
      body: String(decoding: body, as: UTF8.self))
  }
}
