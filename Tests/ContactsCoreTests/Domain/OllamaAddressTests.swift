import ContactsCore
import Testing

@Suite("Ollama address")
struct OllamaAddressTests {
  @Test(arguments: [
    (nil, "http://127.0.0.1:11434"),
    ("", "http://127.0.0.1:11434"),
    ("  \"localhost\" ", "http://localhost:11434"),
    ("example.com", "http://example.com:11434"),
    ("example.com:", "http://example.com:11434"),
    (":8080", "http://127.0.0.1:8080"),
    ("127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("0.0.0.0", "http://127.0.0.1:11434"),
    ("0.0.0.0:99", "http://127.0.0.1:99"),
    ("[::]:99", "http://[::1]:99"),
    ("[::1]:8080", "http://[::1]:8080"),
    ("[::1]", "http://[::1]:11434"),
    ("::1", "http://[::1]:11434"),
    ("http://localhost", "http://localhost:80"),
    ("HTTPS://localhost", "https://localhost:443"),
    ("https://localhost:8443/ollama/", "https://localhost:8443/ollama"),
    ("http://:8080/", "http://127.0.0.1:8080"),
    ("localhost/base", "http://localhost:11434/base"),
  ])
  func `the setting is read as Ollama's clients read it`(setting: String?, url: String) throws {
    #expect(try OllamaAddress(setting).url == url)
  }

  @Test(arguments: [
    ("ftp://localhost", OllamaAddress.Problem.scheme),
    ("localhost:porta", .port),
    ("localhost:0", .port),
    ("localhost:70000", .port),
    ("localhost:-1", .port),
    ("a b", .host),
    ("user:pw@localhost:80", .user),
    ("user@localhost", .user),
    ("[::1", .host),
    ("[::1]x", .host),
    ("[nome]:80", .host),
    ("1:2:3", .host),
    ("-oops", .host),
    ("http://localhost/?a=b", .path),
    ("localhost/a b", .path),
  ])
  func `what is no address is refused with a sentence`(
    setting: String, problem: OllamaAddress.Problem
  ) {
    #expect(throws: problem) { try OllamaAddress(setting) }
    #expect(problem.sentence(of: "OLLAMA_HOST").hasPrefix("OLLAMA_HOST "))
  }

  @Test func `what is shown of a setting has no user and no password`() {
    #expect(OllamaAddress.shown("http://ana:segredo@127.0.0.1:1") == "http://…@127.0.0.1:1")
    #expect(OllamaAddress.shown("ana:segr@do@ia") == "…@ia")
    #expect(OllamaAddress.shown("127.0.0.1:11434") == "127.0.0.1:11434")
  }

  @Test(arguments: [
    ("localhost", true), ("LOCALHOST:1", true), ("ia.localhost", true), ("127.9.9.9", true),
    ("[::1]", true), ("::ffff:127.0.0.1", true), ("0.0.0.0", true),
    ("128.0.0.1", false), ("localhost.example.com", false), ("10.0.0.2", false),
    ("[fe80::1]", false),
    ("::ffff:10.0.0.1", false), ("127.1", false), ("ollama.com", false),
  ])
  func `only this machine is loopback`(setting: String, isLoopback: Bool) throws {
    #expect(try OllamaAddress(setting).isLoopback == isLoopback)
  }

  @Test(arguments: [
    ("8.8.8.8", true), ("[2001:db8::1]", true), ("[fe80::1]", true), ("::ffff:8.8.8.8", true),
    ("172.32.0.1", true), ("10.0.0.2", false), ("172.31.0.1", false), ("192.168.0.9", false),
    ("[fd00::1]", false), ("::ffff:10.0.0.1", false), ("localhost", false), ("ia.lan", false),
  ])
  func `an address of a public network is known by sight`(
    setting: String, isPublic: Bool
  ) throws {
    #expect(try OllamaAddress(setting).isPublic == isPublic)
  }
}
