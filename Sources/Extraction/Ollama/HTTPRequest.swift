/// One request, and all that bounds it.
struct HTTPRequest: Equatable, Sendable {
  /// Complete, with `http://` or `https://`.
  let url: String
  /// JSON to POST; nil is a GET.
  let body: [UInt8]?
  let limits: Limits
  let reach: Reach

  /// To which machines a socket may be opened, whatever a name resolves to.
  enum Reach: Equatable, Sendable {
    case thisMachine
    /// This machine and private addresses (RFC 1918, RFC 4193); never a public one.
    case privateNetwork
  }

  /// Times in milliseconds.
  struct Limits: Equatable, Sendable {
    var connect: Int
    /// From the start to the first byte of the body.
    var firstByte: Int
    /// Between one byte of the body and the next.
    var betweenBytes: Int
    var total: Int
    /// Bytes of the body after which the transfer is cut off.
    var body: Int
  }
}

/// What happens to a transfer, in this order: a head, pieces of the body, one end.
enum TransferEvent: Equatable, Sendable {
  /// Comes before the first piece of the body, or before the end if the body is empty.
  case head(status: Int, contentType: String)
  case body([UInt8])
  case finished
  case failed(TransferFailure)
}

enum TransferFailure: Error, Equatable, Sendable {
  /// No connection: refused, no such name, or not within the time for it.
  case unreachable
  case timedOut(Phase)
  /// The connection broke after it stood.
  case interrupted
  case tooLarge
  case cancelled
  /// Anything else, by libcurl's number.
  case other(Int)

  enum Phase: Equatable, Sendable { case firstByte, betweenBytes, total }
}
