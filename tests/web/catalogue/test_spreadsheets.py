from donghanh.web.catalogue.spreadsheets import as_csv


def test_a_text_that_a_spreadsheet_would_compute_stays_text() -> None:
    rows = [["=1+1", "@SUM(A1)", "thường", -5, None], ["-x", "+84", "\tx", 1.5, "a,b"]]
    lines = as_csv("x.csv", ["a", "=b"], rows).content.decode("utf-8-sig").splitlines()
    assert lines == ["a,'=b", "'=1+1,'@SUM(A1),thường,-5,", "'-x,'+84,'\tx,1.5,\"a,b\""]
