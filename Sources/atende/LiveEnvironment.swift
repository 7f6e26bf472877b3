import ContactsCore
import Extraction
import Glibc
import TUI

/// What the environment says, read once at the start.
struct LiveEnvironment: Sendable {
  /// `$ATENDE_HOME`, else `$XDG_DATA_HOME/atende`, else `~/.local/share/atende`.
  let folder: DataFolder
  let ollamaHost: String?
  let model: String
  let logLevel: LogEvent.Level
  let terminalType: String?
  /// `ESCDELAY`, in milliseconds: how long slow lines need to deliver the rest of a key.
  let escapeDelay: Int?
  /// The first of `LC_ALL`, `LC_CTYPE`, `LANG` that says anything.
  let locale: String?
  let hasColour: Bool
  /// `ATENDE_TEMA`; what it does not know is the standard.
  let theme: Theme
  /// `ATENDE_TECLAS`: the person's profile of keys.
  let keyProfile: String?
  /// `$XDG_CONFIG_HOME/atende/teclas.conf`, else `~/.config/atende/teclas.conf`.
  let keyFile: String
  /// `ATENDE_LINEAR`: lines of text for a screen reader, as with `--linear`.
  let isLinear: Bool
  /// What `SSH_CONNECTION`, else `SSH_CLIENT`, says first: the address somebody connects from, as the environment has it.
  let claimedAddress: String?

  /// Where the data of the installed program lie unless `atende.conf` says otherwise.
  static let installedFolder = "/var/lib/atende"

  init(isInstalled: Bool = false, _ variable: (String) -> String?) {
    /// An empty variable counts as one that is not set.
    func value(_ name: String) -> String? {
      variable(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    let data = value("XDG_DATA_HOME") ?? (value("HOME") ?? "") + "/.local/share"
    folder = DataFolder(
      path: value("ATENDE_HOME")
        ?? (isInstalled ? LiveEnvironment.installedFolder : data + "/atende"))
    ollamaHost = value("OLLAMA_HOST")
    model = value("ATENDE_MODEL") ?? ModelSettings.defaultName
    logLevel = value("ATENDE_LOG_LEVEL").flatMap(LogEvent.Level.init(name:)) ?? .info
    terminalType = value("TERM")
    escapeDelay = value("ESCDELAY").flatMap(Int.init)
    locale = value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG")
    hasColour = value("NO_COLOR") == nil
    theme = value("ATENDE_TEMA").flatMap(Theme.init(rawValue:)) ?? .standard
    keyProfile = value("ATENDE_TECLAS")
    keyFile =
      (value("XDG_CONFIG_HOME") ?? (value("HOME") ?? "") + "/.config") + "/atende/teclas.conf"
    isLinear = value("ATENDE_LINEAR") != nil
    claimedAddress = (value("SSH_CONNECTION") ?? value("SSH_CLIENT"))?
      .split(separator: " ").first.map(String.init)
  }

  /// The installed program takes from its user only what concerns the terminal.
  static let live: LiveEnvironment = {
    let installed =
      Hardening.isPrivileged ? InstalledSettings() ?? InstalledSettings(parsing: "") : nil
    return LiveEnvironment(isInstalled: installed != nil) { name in
      if let installed, InstalledSettings.names.contains(name) || name == "XDG_DATA_HOME" {
        return installed.values[name]
      }
      return getenv(name).map { String(cString: $0) }
    }
  }()
}
