/// The columns of a contact, and what is found by them: all that can be known of its fields without the store.
struct ContactValues: Sendable {
  let name, socialName, nameKey, cpf, birthDate, city, state, notes, guardian,
    safeChannel: String?
  let searchWords: String
  let terms: SearchTerms
  let blocks: NameBlocks

  init(_ fields: ContactFields) {
    name = fields.name?.revealed(for: .storage)
    socialName = fields.socialName?.revealed(for: .storage)
    let key = name.map(ContactsCore.nameKey) ?? ""
    nameKey = key.isEmpty ? nil : key
    cpf = fields.cpf?.revealed(for: .storage).digits
    birthDate = fields.birthDate?.revealed(for: .storage).iso8601
    city = fields.city?.revealed(for: .storage)
    state = fields.state?.rawValue
    notes = fields.notes?.revealed(for: .storage)
    guardian = fields.guardian?.revealed(for: .storage)
    safeChannel = fields.safeChannel?.revealed(for: .storage)
    let words = SearchTerms.words(name: name, socialName: socialName)
    searchWords = words.joined(separator: " ")
    terms = SearchTerms(
      words: words, phoneDigits: fields.phones.map { $0.revealed(for: .storage).digits },
      cpf: cpf)
    blocks = NameBlocks(
      nameKey: key, city: city, emailKeys: fields.emails.map { $0.revealed(for: .storage).key })
  }
}
