import ContactsCore
import Glibc

extension Check {
  /// Bytes below which a save may soon fail.
  private static let leastSpace: UInt64 = 100 << 20
  private static let comfortableSpace: UInt64 = 1 << 30

  /// Room on the disk of the data folder, or of the nearest folder above it that exists.
  static func disk(of folder: DataFolder) -> Check {
    let title = "Espaço em disco"
    var path = folder.path
    var status = statvfs()
    while statvfs(path, &status) != 0 {
      guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
        return Check(
          name: "disco", title: title, state: .warning, message: "Não foi possível medir.")
      }
      path = String(path[..<slash])
    }
    let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
    let message = "\(bytes(free)) livres."
    if free < leastSpace {
      return Check(
        name: "disco", title: title, state: .failure, message: message,
        advice: "Libere espaço: com o disco cheio nada mais é salvo.")
    }
    let whole = UInt64(status.f_blocks) * UInt64(status.f_frsize)
    if free < comfortableSpace || free < whole / 10 {
      return Check(
        name: "disco", title: title, state: .warning, message: message,
        advice: "Libere espaço: resta menos de um décimo do disco, ou menos de 1 GB."
      )
    }
    return Check(name: "disco", title: title, state: .fine, message: message)
  }

  /// Whether the screens can be drawn here as they are meant.
  static func terminal(_ environment: LiveEnvironment) -> Check {
    let title = "Terminal"
    guard Streams.outputIsTerminal, Streams.inputIsTerminal else {
      return Check(
        name: "terminal", title: title, state: .fine,
        message: "Este comando não está em um terminal; as telas precisam de um.")
    }
    var problems: [String] = []
    let kind = environment.terminalType ?? ""
    if kind.isEmpty || kind == "dumb" {
      problems.append("Ajuste TERM, por exemplo para xterm-256color.")
    }
    let locale = (environment.locale ?? "").lowercased()
    if !locale.contains("utf-8"), !locale.contains("utf8") {
      problems.append("Use uma localidade UTF-8, como LANG=pt_BR.UTF-8 ou C.UTF-8.")
    }
    var size = winsize()
    let hasSize = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
    let shown = hasSize ? "\(size.ws_col)×\(size.ws_row)" : "tamanho desconhecido"
    if hasSize, size.ws_col < 80 || size.ws_row < 24 {
      problems.append("As telas foram desenhadas para 80×24 ou mais.")
    }
    let message =
      "\(kind.isEmpty ? "TERM vazio" : kind), \(shown), \(colours(environment)), "
      + "\(environment.locale ?? "localidade não definida")."
    return Check(
      name: "terminal", title: title, state: problems.isEmpty ? .fine : .warning, message: message,
      advice: problems.isEmpty ? nil : problems.joined(separator: " "))
  }

  /// As the name of the terminal promises: asking its database is the screens' business.
  private static func colours(_ environment: LiveEnvironment) -> String {
    if !environment.hasColour { return "sem cores (NO_COLOR)" }
    let kind = environment.terminalType ?? ""
    if kind.contains("256color") || kind.contains("direct") { return "256 cores" }
    if kind.contains("mono") || kind.hasPrefix("vt") || kind == "dumb" { return "sem cores" }
    return "16 cores"
  }

  /// `1,4 GB`, in powers of 1024.
  static func bytes(_ count: UInt64) -> String {
    let units: [(UInt64, String)] = [
      (1 << 40, "TB"), (1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB"),
    ]
    guard let (size, name) = units.first(where: { count >= $0.0 }) else { return "\(count) bytes" }
    let tenths = count * 10 / size
    return tenths >= 1000 ? "\(tenths / 10) \(name)" : "\(tenths / 10),\(tenths % 10) \(name)"
  }
}
