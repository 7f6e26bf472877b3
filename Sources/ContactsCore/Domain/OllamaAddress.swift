internal import Glibc

/// Where the model's server listens, read from `OLLAMA_HOST` or the centre's settings as Ollama's own clients read it.
///
/// Accepted are `host`, `:port`, `host:port`, `[v6]:port` and `http(s)://host[:port][/path]`. Nothing is resolved here.
public struct OllamaAddress: Equatable, Sendable {
  public enum Scheme: String, Sendable { case http, https }

  /// Why a setting names no address.
  public enum Problem: Error, Equatable, Sendable {
    /// Only `http` and `https` are spoken.
    case scheme
    /// Not a name and not an address.
    case host
    /// A user's name, or a password, before the host: it would be shown wherever the address is.
    case user
    /// Not a number from 1 to 65535.
    case port
    /// A query, a fragment, a space or a control character after the host.
    case path
  }

  public let scheme: Scheme
  /// Without brackets; an unspecified address has become the loopback one, as for every client.
  public let host: String
  public let port: Int
  /// Empty, or begins with a slash and does not end with one.
  public let path: String

  /// Reads the setting; nil and the empty text mean `127.0.0.1:11434`.
  public init(_ setting: String?) throws(Problem) {
    // Ollama trims spaces and then quotes, which people leave in service files.
    var text = OllamaAddress.trimmed(Substring(setting ?? ""), of: [" ", "\t", "\n", "\r"])
    text = OllamaAddress.trimmed(text, of: ["\"", "'"])
    var scheme = Scheme.http
    var defaultPort = 11434
    if let end = text.firstIndex(of: ":"), text[end...].hasPrefix("://") {
      guard let named = Scheme(rawValue: text[..<end].lowercased()) else { throw .scheme }
      scheme = named
      defaultPort = named == .http ? 80 : 443
      text = text[text.index(end, offsetBy: 3)...]
    }
    self.scheme = scheme
    let slash = text.firstIndex(of: "/") ?? text.endIndex
    path = try OllamaAddress.path(text[slash...])
    guard !text[..<slash].contains("@") else { throw .user }
    let (host, port) = try OllamaAddress.split(text[..<slash])
    self.host = try OllamaAddress.host(host)
    self.port = try OllamaAddress.port(port) ?? defaultPort
  }

  /// Whether this machine itself is meant: `localhost`, 127.0.0.0/8 or `::1`.
  public var isLoopback: Bool {
    let name = host.lowercased()
    if name == "localhost" || name.hasSuffix(".localhost") { return true }
    if let bytes = OllamaAddress.ipv4(host) { return bytes[0] == 127 }
    guard let bytes = OllamaAddress.ipv6(host) else { return false }
    let mapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
    return mapped ? bytes[12] == 127 : bytes[..<15].allSatisfy { $0 == 0 } && bytes[15] == 1
  }

  /// Whether it is an address outside private networks (RFC 1918, RFC 4193); a name is known only once it is resolved.
  public var isPublic: Bool {
    if isLoopback { return false }
    if let bytes = OllamaAddress.ipv4(host) { return !OllamaAddress.isPrivate(bytes) }
    guard let bytes = OllamaAddress.ipv6(host) else { return false }
    let mapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
    return mapped ? !OllamaAddress.isPrivate(Array(bytes[12...])) : bytes[0] & 0xfe != 0xfc
  }

  private static func isPrivate(_ bytes: [UInt8]) -> Bool {
    bytes[0] == 10 || (bytes[0] == 172 && bytes[1] & 0xf0 == 16)
      || (bytes[0] == 192 && bytes[1] == 168)
  }

  /// A setting as it may be shown, also one that names no address: without the user and the password before a host.
  public static func shown(_ setting: String) -> String {
    guard let at = setting.lastIndex(of: "@") else { return setting }
    let scheme = setting.firstRange(of: "://").map { setting[..<$0.upperBound] } ?? ""
    return "\(scheme)…\(setting[at...])"
  }

  /// `http://127.0.0.1:11434`.
  public var url: String {
    "\(scheme.rawValue)://\(host.contains(":") ? "[\(host)]" : host):\(port)\(path)"
  }

  private static func split(_ text: Substring) throws(Problem) -> (Substring, Substring) {
    if text.first == "[" {
      guard let close = text.firstIndex(of: "]") else { throw .host }
      let inside = text[text.index(after: text.startIndex)..<close]
      guard ipv6(String(inside)) != nil else { throw .host }
      let rest = text[text.index(after: close)...]
      guard rest.isEmpty || rest.first == ":" else { throw .host }
      return (inside, rest.dropFirst())
    }
    // More than one colon and no bracket: a bare IPv6 address, which can carry no port.
    if text.filter({ $0 == ":" }).count > 1 { return (text, "") }
    guard let colon = text.firstIndex(of: ":") else { return (text, "") }
    return (text[..<colon], text[text.index(after: colon)...])
  }

  private static func host(_ text: Substring) throws(Problem) -> String {
    if text.isEmpty || text == "0.0.0.0" { return "127.0.0.1" }
    let name = String(text)
    if let bytes = ipv6(name) { return bytes.allSatisfy { $0 == 0 } ? "::1" : name }
    let allowed = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
    guard allowed, name.utf8.count <= 253, name.first != "-" else { throw .host }
    return name
  }

  private static func port(_ text: Substring) throws(Problem) -> Int? {
    if text.isEmpty { return nil }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
      (1...65535).contains(number)
    else { throw .port }
    return number
  }

  private static func path(_ text: Substring) throws(Problem) -> String {
    let plain = text.utf8.allSatisfy { byte in
      byte > 0x20 && byte < 0x7f && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
    }
    guard plain else { throw .path }
    return String(text.reversed().drop { $0 == "/" }.reversed())
  }

  private static func ipv4(_ text: String) -> [UInt8]? { parsed(text, AF_INET, count: 4) }

  private static func ipv6(_ text: String) -> [UInt8]? { parsed(text, AF_INET6, count: 16) }

  private static func parsed(_ text: String, _ family: Int32, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return inet_pton(family, text, &bytes) == 1 ? bytes : nil
  }

  private static func trimmed(_ text: Substring, of characters: Set<Character>) -> Substring {
    var text = text
    while let first = text.first, characters.contains(first) { text.removeFirst() }
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return text
  }
}

extension OllamaAddress.Problem {
  /// In Portuguese, for the administrator who set it; `name` is what they set, such as `OLLAMA_HOST`.
  public func sentence(of name: String) -> String {
    switch self {
    case .scheme: "\(name) deve começar com http:// ou https://, ou sem nenhum dos dois."
    case .host: "\(name) não traz um nome de máquina ou endereço válido."
    case .user:
      "\(name) traz um nome de usuário ou uma senha, que não se escrevem aqui: só a máquina e a porta."
    case .port: "\(name) traz uma porta inválida: use um número de 1 a 65535."
    case .path: "\(name) traz um caminho inválido depois do nome da máquina."
    }
  }
}
