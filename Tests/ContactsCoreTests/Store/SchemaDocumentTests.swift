import FoundationEssentials
import TestSupport
import Testing

@testable import ContactsCore

@Suite("docs/schema.md")
struct SchemaDocumentTests {
  @Test func `every table and column of the schema is on the page`() async throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/schema.md"), encoding: .utf8)
    let store = try await TestStore()
    let connection = try Connection(path: store.folder.data.database, access: .reading)
    let columns = try connection.rows(
      """
      SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
      WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND m.name NOT LIKE 'contact\\_index\\_%' ESCAPE '\\'
      """
    ) { (row) throws(StoreError) in (table: try row.text(0), column: try row.text(1)) }
    #expect(columns.count > 100)
    for (table, column) in columns {
      #expect(page.contains("`\(table)`"), "\(table)")
      #expect(page.contains("`\(column)`"), "\(table).\(column)")
    }
  }
}
