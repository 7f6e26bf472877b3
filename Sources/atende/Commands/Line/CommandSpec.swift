import ContactsCore

/// A command: what its line may say, what its help tells, and what it does.
///
/// Parsing, help and suggestions are all read from these values, so none can contradict another.
struct CommandSpec: Sendable {
  /// Such as `["contact", "add"]`.
  let path: [String]
  /// What the log calls it.
  let word: LogWord
  /// One line, without a full stop.
  let summary: String
  /// Paragraphs of the command's own help.
  var details: [String] = []
  /// Those that must be given come first.
  var operands: [Operand] = []
  var options: [Option] = []
  /// Lines to be typed as they stand.
  var examples: [String] = []
  /// Whether somebody has to come in, and may say who on the command line.
  var opensStore = true
  let run: @Sendable (Arguments, Context) async throws -> Void

  var name: String { path.joined(separator: " ") }

  /// What stands after the options.
  struct Operand: Sendable {
    /// In capitals, such as `ARQUIVO`.
    let name: String
    let isRequired: Bool
    let help: String
  }

  struct Option: Sendable {
    /// With its dashes.
    let name: String
    /// What its value is called; nil for a switch.
    var value: String?
    /// The only values there are; empty when any text will do.
    var choices: [String] = []
    /// Made when help is asked for: no other command reads the catalogues that some of it names.
    var help: String { explanation() }
    private let explanation: @Sendable () -> String

    init(
      name: String, value: String? = nil, choices: [String] = [],
      help: @autoclosure @escaping @Sendable () -> String
    ) {
      self.name = name
      self.value = value
      self.choices = choices
      explanation = help
    }

    static let json = Option(name: "--json", help: "responde em JSON")
    static let force = Option(name: "--force", help: "substitui o arquivo, se já existir")
  }
}

/// Commands that share their first word.
struct CommandGroup: Sendable {
  let name: String
  let summary: String
}

/// What a command line said, once it is known to make sense.
struct Arguments: Equatable, Sendable {
  fileprivate(set) var switches: Set<String> = []
  fileprivate(set) var values: [String: String] = [:]
  fileprivate(set) var operands: [String] = []

  func has(_ name: String) -> Bool { switches.contains(name) }

  subscript(_ name: String) -> String? { values[name] }

  /// The operand at this place, if it was given.
  func operand(_ index: Int) -> String? {
    index < operands.count ? operands[index] : nil
  }

  /// Where a text comes from: nil for standard input, named `-` or not at all.
  func file(_ index: Int = 0) -> String? {
    operand(index).flatMap { $0 == "-" ? nil : $0 }
  }
}

/// What the program was asked for.
enum Request: Sendable {
  /// `linear`: for whoever listens to them.
  case screens(linear: Bool)
  case version
  case help(path: [String])
  case run(CommandSpec, Arguments)
}

extension CommandTable {
  /// Reads a command line, without the program's own name.
  func parse(_ words: [String]) throws(Failure) -> Request {
    guard let first = words.first else { return .screens(linear: false) }
    if words == ["--linear"] { return .screens(linear: true) }
    if first == "--version" { return .version }
    // As other programs have it: `help contact add` is `contact add --help`.
    if first == "help" { return try parse(Array(words.dropFirst()) + ["--help"]) }
    var path: [String] = []
    var rest = words[...]
    while let word = rest.first {
      if word == "--help" || word == "-h" { return .help(path: path) }
      if let command = command(at: path + [word]) {
        rest.removeFirst()
        if helpIsAsked(in: rest) { return .help(path: command.path) }
        return .run(command, try arguments(of: command, in: rest))
      }
      guard isGroup(path + [word]) else {
        throw word.hasPrefix("-") ? misplaced(word, after: path) : unknown(word, after: path)
      }
      path.append(word)
      rest.removeFirst()
    }
    throw .usage(
      "Falta dizer o que fazer com `\(path.joined(separator: " "))`: "
        + "\(listed(subcommands(of: path))).",
      details: ["comando": .string(path.joined(separator: " "))])
  }

  /// `--help` wins over whatever else the line says, up to a bare `--`.
  private func helpIsAsked(in words: ArraySlice<String>) -> Bool {
    words.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
  }

  private func arguments(of command: CommandSpec, in words: ArraySlice<String>) throws(Failure)
    -> Arguments
  {
    var result = Arguments()
    var rest = words
    var onlyOperands = false
    while let word = rest.popFirst() {
      if !onlyOperands, word == "--" {
        onlyOperands = true
      } else if !onlyOperands, word.hasPrefix("-"), word != "-", Int(word) == nil {
        try take(word, from: &rest, for: command, into: &result)
      } else {
        guard result.operands.count < command.operands.count else {
          throw .usage(
            "`\(command.name)` não aceita \(command.operands.isEmpty ? "" : "tantos ")argumentos. "
              + "Veja `atende \(command.name) --help`.",
            details: ["comando": .string(command.name)])
        }
        result.operands.append(word)
      }
    }
    for (index, operand) in command.operands.enumerated()
    where operand.isRequired && result.operand(index) == nil {
      throw .usage(
        "Falta \(operand.name) em `\(command.name)`. Veja `atende \(command.name) --help`.",
        details: ["comando": .string(command.name), "argumento": .string(operand.name)])
    }
    return result
  }

  private func take(
    _ word: String, from rest: inout ArraySlice<String>, for command: CommandSpec,
    into result: inout Arguments
  ) throws(Failure) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let options = command.options + (command.opensStore ? CommandSpec.Option.signIn : [])
    guard let option = options.first(where: { $0.name == name }) else {
      throw unknownOption(name, of: command)
    }
    let details: KeyValuePairs<String, JSON> = [
      "comando": .string(command.name), "opcao": .string(name),
    ]
    guard let valueName = option.value else {
      guard parts.count == 1 else {
        throw .usage("A opção `\(name)` não leva valor.", details: details)
      }
      result.switches.insert(name)
      return
    }
    let following = rest.first.flatMap { $0.hasPrefix("-") && $0 != "-" ? nil : $0 }
    guard let value = parts.count == 2 ? String(parts[1]) : following else {
      throw .usage("Falta o valor de `\(name)`: `\(name) \(valueName)`.", details: details)
    }
    if parts.count == 1 { rest.removeFirst() }
    guard result.values[name] == nil else {
      throw .usage("A opção `\(name)` aparece mais de uma vez.", details: details)
    }
    guard option.choices.isEmpty || option.choices.contains(value) else {
      throw .usage("`\(name)` só pode ser \(listed(option.choices)).", details: details)
    }
    result.values[name] = value
  }
}

/// `a, b ou c`, each in backquotes.
func listed(_ words: [String]) -> String {
  let quoted = words.map { "`\($0)`" }
  guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
  return quoted.dropLast().joined(separator: ", ") + " ou " + last
}
