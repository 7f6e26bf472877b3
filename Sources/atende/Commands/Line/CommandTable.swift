import ContactsCore

/// Every command there is, in the order in which the help lists them.
struct CommandTable: Sendable {
  let groups: [CommandGroup]
  let commands: [CommandSpec]

  func command(at path: [String]) -> CommandSpec? {
    commands.first { $0.path == path }
  }

  func isGroup(_ path: [String]) -> Bool {
    path.count == 1 && groups.contains { $0.name == path[0] }
  }

  /// The words that may follow these.
  func subcommands(of path: [String]) -> [String] {
    var words: [String] = []
    for command in commands where command.path.starts(with: path) && command.path.count > path.count
    {
      let word = command.path[path.count]
      if !words.contains(word) { words.append(word) }
    }
    return words
  }
}

extension CommandTable {
  /// The word itself is not quoted: somebody may have typed a name where a command belongs.
  func unknown(_ word: String, after path: [String]) -> Failure {
    let known = subcommands(of: path)
    let context = path.isEmpty ? "" : "\(path.joined(separator: " ")) "
    let start =
      path.isEmpty
      ? "Esse comando não existe" : "`\(path.joined(separator: " "))` não tem esse comando"
    guard let nearest = nearest(to: word, among: known) else {
      return .usage(
        "\(start). Veja `atende \(context)--help`.",
        details: ["comandos": .array(known.map(JSON.string))])
    }
    return .usage(
      "\(start). Você quis dizer `atende \(context)\(nearest)`?",
      details: ["sugestao": .string(context + nearest)])
  }

  func misplaced(_ word: String, after path: [String]) -> Failure {
    let name = optionName(word)
    let context = path.isEmpty ? "" : "\(path.joined(separator: " ")) "
    let known = path.isEmpty ? ["--help", "--version"] : ["--help"]
    let isKnownElsewhere = commands.contains { $0.options.contains { $0.name == name } }
    if isKnownElsewhere {
      return .usage(
        "A opção `\(name)` vem depois do comando. Veja `atende \(context)--help`.",
        details: ["opcao": .string(name)])
    }
    let suggestion =
      nearest(to: name, among: known)
      .map { "Você quis dizer `\($0)`?" } ?? "Veja `atende \(context)--help`."
    return .usage(
      "A opção `\(name)` não existe. \(suggestion)", details: ["opcao": .string(name)])
  }

  func unknownOption(_ word: String, of command: CommandSpec) -> Failure {
    let name = optionName(word)
    let signIn = command.opensStore ? CommandSpec.Option.signIn.map(\.name) : []
    let known = command.options.map(\.name) + signIn + ["--help"]
    let suggestion =
      nearest(to: name, among: known)
      .map { "Você quis dizer `\($0)`?" } ?? "Veja `atende \(command.name) --help`."
    return .usage(
      "`\(command.name)` não tem a opção `\(name)`. \(suggestion)",
      details: ["comando": .string(command.name), "opcao": .string(name)])
  }

  /// What stands before `=`, if it looks like an option at all and not like somebody's data.
  private func optionName(_ word: String) -> String {
    let name = word.split(separator: "=", maxSplits: 1).first.map(String.init) ?? word
    let isPlain = name.utf8.allSatisfy {
      $0 == UInt8(ascii: "-") || (0x61...0x7a).contains($0) || (0x41...0x5a).contains($0)
    }
    return isPlain && name.utf8.count <= 24 ? name : "-…"
  }
}

/// The candidate with the fewest edits, if it is near enough to have been meant.
func nearest(to word: String, among candidates: [String]) -> String? {
  let scored = candidates.map { (candidate: $0, distance: edits(from: word, to: $0)) }
  guard let best = scored.min(by: { $0.distance < $1.distance }),
    best.distance <= max(1, best.candidate.count / 2 - (best.candidate.count > 6 ? 1 : 0))
  else { return nil }
  return best.candidate
}

/// Insertions, removals, replacements and swaps of neighbours that turn one word into the other.
private func edits(from first: String, to second: String) -> Int {
  let left = Array(first.lowercased().prefix(40))
  let right = Array(second)
  var rows = [Array(0...right.count)]
  for (row, character) in left.enumerated() {
    var current = [row + 1]
    for column in right.indices {
      let replaced = rows[row][column] + (character == right[column] ? 0 : 1)
      var best = min(replaced, rows[row][column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, character == right[column - 1], left[row - 1] == right[column] {
        best = min(best, rows[row - 1][column - 1] + 1)
      }
      current.append(best)
    }
    rows.append(current)
  }
  return rows[left.count][right.count]
}
