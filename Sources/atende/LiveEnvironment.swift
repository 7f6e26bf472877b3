import ContactsCore
import Extraction
import Glibc

/// What the environment says, read once at the start.
struct LiveEnvironment: Sendable {
  /// `$ATENDE_HOME`, else `$XDG_DATA_HOME/atende`, else `~/.local/share/atende`.
  let folder: DataFolder
  let ollamaHost: String?
  let model: String
  let logLevel: LogEvent.Level
  let terminalType: String?
  /// The first of `LC_ALL`, `LC_CTYPE`, `LANG` that says anything.
  let locale: String?
  let hasColour: Bool

  init(_ variable: (String) -> String?) {
    /// An empty variable counts as one that is not set.
    func value(_ name: String) -> String? {
      variable(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    let data = value("XDG_DATA_HOME") ?? (value("HOME") ?? "") + "/.local/share"
    folder = DataFolder(path: value("ATENDE_HOME") ?? data + "/atende")
    ollamaHost = value("OLLAMA_HOST")
    model = value("ATENDE_MODEL") ?? ModelSettings.defaultName
    logLevel = value("ATENDE_LOG_LEVEL").flatMap(LogEvent.Level.init(name:)) ?? .info
    terminalType = value("TERM")
    locale = value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG")
    hasColour = value("NO_COLOR") == nil
  }

  static let live = LiveEnvironment { name in
    getenv(name).map { String(cString: $0) }
  }
}
