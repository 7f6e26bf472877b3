/// What one record holds, for covering it in what is written about that person: a reason stands in the audit for good.
struct OwnValues: KnownValueSource {
  private let names: [String]
  private let numbers: [String]
  private let cpf: String?

  init(_ fields: ContactFields) {
    names = [fields.name, fields.socialName].compactMap(\.self)
      .map { nameKey($0.revealed(for: .matching)) }.filter { !$0.isEmpty }
    numbers = fields.phones.map { $0.revealed(for: .matching).digits }
    cpf = fields.cpf?.revealed(for: .matching).digits
  }

  func name(_ key: String) throws(StoreError) -> KnownName {
    KnownName(
      isWhole: names.contains(key), isBeginning: names.contains { $0.hasPrefix(key + " ") })
  }

  func hasSocialName(_ words: [String]) throws(StoreError) -> Bool {
    names.contains(words.joined(separator: " "))
  }

  func hasNumber(_ digits: String) throws(StoreError) -> Bool {
    if digits == cpf { return true }
    guard digits.count >= 8 else { return false }
    return numbers.contains { $0.hasSuffix(digits) || digits.hasSuffix($0) }
  }
}
