/// Values that a note tells of, and does not give: moved from, dialled, or called from.
extension Ownership {
  /// "do 85 98710-4455 para o 85 99102-7743".
  func isMoved(_ gap: Range<Int>) -> Bool {
    guard let first = gap.first, gap.count <= 3 else { return false }
    if gap.count == 2, view.isSign(first + 1, UInt8(ascii: ">")) { return true }
    return Self.onward.contains(view.tokens[first].hash)
      && gap.dropFirst().allSatisfy {
        view.tokens[$0].kind == .sign || Self.articles.contains(view.tokens[$0].hash)
      }
  }

  /// "ele me ameaçou pelo 31…", "vi no cartaz o 31…": told of, and not given to be called.
  func isMentioned(_ start: Int, floor: Int) -> Bool {
    var index = start - 1
    while index > floor, People.labels.contains(view.tokens[index].hash),
      !Self.pointers.contains(view.tokens[index].hash)
    { index -= 1 }
    guard index > floor, Self.pointers.contains(view.tokens[index].hash) else { return false }
    let before = view.tokens[index - 1]
    return before.kind == .word && before.line == view.tokens[start].line
      && !People.labels.contains(before.hash) && !Self.givers.contains(before.hash)
  }

  /// "recebo cobrança todo dia do 11…", "me chamou do 31…": where others call from.
  func isReceived(_ start: Int, floor: Int) -> Bool {
    var index = start - 1
    while index > floor,
      view.tokens[index].kind == .sign || view.isWord(index, "numero")
        || view.isWord(index, "email") || view.isWord(index, "mail") || view.isWord(index, "e")
        || view.isWord(index, "telefone") || view.isWord(index, "celular")
    {
      if view.isSentenceEnd(index) || view.isSign(index, UInt8(ascii: ":")) { return false }
      index -= 1
    }
    guard index > floor else { return false }
    let verbs: WordSet
    if Self.onward.contains(view.tokens[index].hash) {
      verbs = Self.sent
    } else if Self.from.contains(view.tokens[index].hash) {
      verbs = Self.received
    } else {
      return false
    }
    for earlier in (max(floor, index - 8)..<index).reversed() {
      if view.isSentenceEnd(earlier) { return false }
      let word = view.tokens[earlier].hash
      if word == "ligando", !people.isFirstPerson { return false }
      if verbs.contains(word) { return true }
      // An attendant's "Ligação do 31…" is the caller's.
      if people.isFirstPerson, word == "ligacao" || word == "ligou" { return true }
    }
    return false
  }

  private static let pointers: WordSet = ["o", "no", "do", "pelo", "pro", "ao", "um"]
  /// Words after which a number is given: "liguem no", "tem também o".
  private static let givers: WordSet = [
    "ligar", "ligue", "liguem", "liga", "ligo", "falo", "falar", "fale", "falem", "fala", "chamar",
    "chame", "chamem", "chama", "retornar", "retorne", "retornem", "retorno", "tentem", "tente",
    "tentar", "tenta", "usem", "use", "usar", "uso", "uso", "atendo", "atende", "atender", "anota",
    "anote", "anotem", "anotar", "aqui", "tambem", "ou", "e", "mandar", "mandem", "mande", "manda",
    "escrevam", "mensagem", "deixo", "deixei", "passo", "segue", "tenho", "so", "melhor", "prefiro",
    "acha", "acham", "encontra", "procurem", "procurar", "procure", "primeiro", "estou", "to",
    "tou", "entra", "entrem", "respondam", "responder", "responda", "coloquem", "ponham", "para",
    "pra", "mesmo", "novo", "agora", "era", "mais", "principalmente", "sempre", "volta", "ligacao",
  ]
  private static let onward: WordSet = ["para", "pra", "pro", "por", "pelo", "p"]
  private static let sent: WordSet = [
    "mandei", "enviei", "encaminhei", "escrevi", "reclamei", "mandamos", "enviamos", "mandaram",
    "respondi", "repassei", "liguei", "telefonei",
  ]
  private static let from: WordSet = ["do", "de", "dum", "pelo"]
  private static let received: WordSet = [
    "recebo", "recebi", "recebendo", "cobranca", "cobrancas", "ligacoes", "mensagem",
    "mensagens", "sms", "chamou", "chamaram", "ligaram", "ligam", "mandou", "mandaram", "mandando",
    "ligando", "perfil", "chegou", "recebemos", "trote", "trotes",
  ]
}
