internal import CCurl
internal import Glibc

/// The thread of one transfer: the only owner of its libcurl handles.
///
/// Made by `start`, which gives the new thread the only reference to it (`passRetained`); the thread takes that reference
/// over and drops it at the end. libcurl is lent an unretained pointer as the callbacks' context, which is good because
/// the callbacks run inside `curl_multi_perform`, called by a method of the very object.
final class TransferThread {
  private let request: HTTPRequest
  private let control: TransferControl
  private let continuation: AsyncStream<TransferEvent>.Continuation
  private let started = monotonicMilliseconds()
  /// When the last byte of the body came; nil before the first.
  private var lastByte: Int64?
  private var received = 0
  private var saidHead = false
  private var easy: UnsafeMutableRawPointer?
  /// What the write callback found wrong.
  private var failure: TransferFailure?

  private init(
    _ request: HTTPRequest, control: TransferControl,
    continuation: AsyncStream<TransferEvent>.Continuation
  ) {
    self.request = request
    self.control = control
    self.continuation = continuation
  }

  static func start(
    _ request: HTTPRequest, control: TransferControl,
    continuation: AsyncStream<TransferEvent>.Continuation
  ) {
    let transfer = TransferThread(request, control: control, continuation: continuation)
    let reference = Unmanaged.passRetained(transfer)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<TransferThread>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, reference.toOpaque())
    if status == 0 {
      pthread_detach(thread)
    } else {
      reference.release()
      continuation.yield(.failed(.other(Int(status))))
      continuation.finish()
    }
  }

  /// libcurl wants to be initialised once, before any other call.
  private static let isReady = atende_curl_global_init() == CURLE_OK

  private func run() {
    let failure = transfer()
    if failure == nil, !saidHead { sayHead() }
    continuation.yield(failure.map(TransferEvent.failed) ?? .finished)
    continuation.finish()
    if let easy { atende_curl_easy_cleanup(easy) }
  }

  /// Nil when the whole answer has come.
  private func transfer() -> TransferFailure? {
    guard TransferThread.isReady, let multi = atende_curl_multi_init() else { return .other(-1) }
    defer { atende_curl_multi_cleanup(multi) }
    guard let easy = atende_curl_easy_init() else { return .other(-1) }
    self.easy = easy
    // "Expect" would make curl wait for a leave that some servers never give.
    var headers = atende_curl_slist_append(nil, "Expect:")
    headers = atende_curl_slist_append(headers, "Content-Type: application/json")
    defer { atende_curl_slist_free_all(headers) }
    guard configure(easy, headers: headers), atende_curl_multi_add_handle(multi, easy) == CURLM_OK
    else { return .other(-1) }
    // Defers run backwards: the handle is withdrawn from others, then emptied, then freed.
    defer { atende_curl_multi_remove_handle(multi, easy) }
    control.lend(UInt(bitPattern: multi))
    defer { control.withdraw() }
    return loop(multi)
  }

  private func loop(_ multi: UnsafeMutableRawPointer) -> TransferFailure? {
    var running: Int32 = 1
    while true {
      if control.isCancelled { return .cancelled }
      guard atende_curl_multi_perform(multi, &running) == CURLM_OK else { return .other(-1) }
      if let failure { return failure }
      if running == 0 { return outcome(multi) }
      let now = monotonicMilliseconds()
      let (deadline, phase) = nextDeadline()
      if now >= deadline { return .timedOut(phase) }
      let wait = Int32(clamping: min(deadline - now, 1000))
      guard atende_curl_multi_poll(multi, wait) == CURLM_OK else { return .other(-1) }
    }
  }

  /// The time limit that ends first.
  private func nextDeadline() -> (Int64, TransferFailure.Phase) {
    let total = min(started + Int64(request.limits.total), control.deadline ?? .max)
    let byte =
      lastByte.map { $0 + Int64(request.limits.betweenBytes) }
      ?? started + Int64(request.limits.firstByte)
    return byte < total ? (byte, lastByte == nil ? .firstByte : .betweenBytes) : (total, .total)
  }

  private func outcome(_ multi: UnsafeMutableRawPointer) -> TransferFailure? {
    var left: Int32 = 0
    guard let message = atende_curl_multi_info_read(multi, &left),
      message.pointee.msg == CURLMSG_DONE
    else { return .other(-1) }
    switch message.pointee.data.result {
    case CURLE_OK: return nil
    case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_SSL_CONNECT_ERROR,
      CURLE_PEER_FAILED_VERIFICATION:
      return .unreachable
    // Our own loop keeps the other limits: this one is libcurl's, on connecting.
    case CURLE_OPERATION_TIMEDOUT: return .unreachable
    case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE:
      return .interrupted
    case let code: return .other(Int(code.rawValue))
    }
  }

  private func configure(
    _ easy: UnsafeMutableRawPointer, headers: UnsafeMutablePointer<curl_slist>?
  ) -> Bool {
    let context = Unmanaged.passUnretained(self).toOpaque()
    var codes = [
      atende_curl_set_string(easy, CURLOPT_URL, request.url),
      // An empty proxy also stops libcurl from reading `http_proxy` and its like.
      atende_curl_set_string(easy, CURLOPT_PROXY, ""),
      atende_curl_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https"),
      atende_curl_set_string(easy, CURLOPT_USERAGENT, "atende"),
      atende_curl_set_pointer(easy, CURLOPT_HTTPHEADER, headers),
      atende_curl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0),
      atende_curl_set_long(easy, CURLOPT_NOSIGNAL, 1),
      atende_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, request.limits.connect),
      atende_curl_set_write(easy, TransferThread.write),
      atende_curl_set_pointer(easy, CURLOPT_WRITEDATA, context),
    ]
    codes.append(
      request.reach == .thisMachine
        ? atende_curl_only_loopback(easy) : atende_curl_only_private(easy))
    if let body = request.body {
      // The size goes first: libcurl copies that many bytes.
      codes.append(atende_curl_set_long(easy, CURLOPT_POSTFIELDSIZE, body.count))
      codes.append(
        body.withUnsafeBytes { bytes in
          atende_curl_set_pointer(
            easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
        })
    }
    return codes.allSatisfy { $0 == CURLE_OK }
  }

  private static let write: curl_write_callback = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    let transfer = Unmanaged<TransferThread>.fromOpaque(context).takeUnretainedValue()
    return transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
  }

  /// Copies what libcurl lent; returning another number than was given makes it stop.
  private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
    if !saidHead { sayHead() }
    lastByte = monotonicMilliseconds()
    received += bytes.count
    guard received <= request.limits.body else {
      failure = .tooLarge
      return bytes.count + 1
    }
    continuation.yield(.body([UInt8](bytes)))
    return bytes.count
  }

  private func sayHead() {
    saidHead = true
    var status = 0
    var type: UnsafeMutablePointer<CChar>?
    guard let easy, atende_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK,
      atende_curl_get_string(easy, CURLINFO_CONTENT_TYPE, &type) == CURLE_OK
    else { return }
    continuation.yield(.head(status: status, contentType: type.map { String(cString: $0) } ?? ""))
  }
}
