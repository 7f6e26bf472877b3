import TestSupport
import Testing

@testable import ContactsCore

/// `data/lgpd/catalogo.csv` against the schema: a new column needs an entry before anything else.
@Suite("The catalogue of personal data")
struct DataCatalogueTests {
  private func schema(_ store: TestStore) throws -> [String] {
    let connection = try Connection(path: store.folder.data.database, access: .reading)
    return try connection.rows(
      """
      SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
      WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND m.name NOT LIKE 'contact\\_index\\_%' ESCAPE '\\'
      ORDER BY m.name, c.cid
      """
    ) { (row) throws(StoreError) in "\(try row.text(0)).\(try row.text(1))" }
  }

  @Test func `every column of the schema has one entry, and every entry a column`() async throws {
    let store = try await TestStore()
    let named = DataCatalogue.entries.map { "\($0.table).\($0.column)" }
    let columns = try schema(store)
    #expect(DataCatalogue.unreadable == 0)
    #expect(columns.filter { !named.contains($0) } == [], "sem entrada em data/lgpd/catalogo.csv")
    #expect(named.filter { !columns.contains($0) } == [], "entradas de colunas que não existem")
    #expect(Set(named).count == named.count)
  }

  @Test func `what says contact_id is a person's, and what has no purpose is nobody's`() {
    for entry in DataCatalogue.entries {
      let name = "\(entry.table).\(entry.column)"
      if entry.column == "contact_id" { #expect(entry.link == .contact, "\(name)") }
      if entry.column == "interaction_id", entry.link != .contact {
        #expect(entry.link == .interaction, "\(name)")
      }
      if entry.link != .none {
        #expect(!entry.purpose.isEmpty && entry.erasing != .none, "\(name)")
      }
      if entry.isExported { #expect(entry.link != .none, "\(name)") }
      if entry.isSought { #expect(entry.isSensitive, "\(name)") }
      if entry.erasing == .kept { #expect(!entry.legalBasis.isEmpty, "\(name)") }
    }
  }

  @Test func `one table is one person's in one way, and rows go before what they hang on`() {
    for (name, link, entries) in DataCatalogue.tables {
      #expect(entries.allSatisfy { $0.link == link }, "\(name)")
    }
    let order = DataCatalogue.tables.map(\.name)
    #expect(order.last == "contacts")
    #expect(order.dropLast().last == "interactions")
    #expect(order.first == "assignments")
  }
}
