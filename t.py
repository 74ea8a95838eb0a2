from weasyprint import HTML

html = """<style>@page{size:A5}table{border-collapse:collapse;width:100%%}td{border:1px solid #000;vertical-align:top}%s textarea{border:1px solid red;box-sizing:border-box}</style><form><table><tr><td>%s</td><td class=box><textarea name=a></textarea></td></tr></table></form>"""
long = "word " * 80
for n, css in enumerate(
    [
        "td.box{position:relative;padding:0;height:20mm} td.box textarea{position:absolute;top:0;left:0;width:100%;height:100%}",
        "td.box{padding:0;height:20mm} td.box textarea{display:block;width:100%;height:100%;min-height:20mm}",
        "td.box{padding:0;position:relative;height:20mm} td.box textarea{position:absolute;top:0;left:0;right:0;bottom:0}",
    ]
):
    HTML(string=html % (css, long)).write_pdf(f"/tmp/folio/t{n}.pdf", pdf_forms=True)
    import pikepdf

    p = pikepdf.open(f"/tmp/folio/t{n}.pdf")
    for a in p.pages[0].Annots:
        print(n, [float(x) for x in a.Rect])
